// Handles of libpq, and where a connection string leads.
#pragma once

#include <libpq-fe.h>

#include <map>
#include <memory>
#include <string>

namespace iamirror::sql {

struct ConnectionCloser {
    void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Connection = std::unique_ptr<PGconn, ConnectionCloser>;

struct ResultClearer {
    void operator()(PGresult* result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, ResultClearer>;

// What libpq itself would use for `uri`: its own keywords, then the environment, then the compiled defaults. Throws
// DatabaseError for a string that libpq cannot read.
std::map<std::string, std::string> connection_settings(const std::string& uri);

// True if every host of the settings is a Unix socket or the loopback interface.
bool is_local(const std::map<std::string, std::string>& settings);

// The settings to connect with: keepalives, and verify-full wherever the way leads over a network.
std::map<std::string, std::string> hardened(std::map<std::string, std::string> settings);

// Throws DatabaseError.
Connection open_connection(const std::string& uri);

}  // namespace iamirror::sql
