// Where the programs of the PostgreSQL server lie.
#pragma once

#include <optional>
#include <string>

namespace iamirror::sql {

struct ServerBinaries {
    int major = 0;
    std::string directory;  // with initdb, pg_ctl, postgres
    std::string path(const char* program) const { return directory + "/" + program; }
};

// The newest installed, or the one of `major` if that is not 0: /usr/lib/postgresql (Debian), /usr/pgsql-N (Red Hat),
// then PATH.
std::optional<ServerBinaries> find_server_binaries(int major = 0);

}  // namespace iamirror::sql
