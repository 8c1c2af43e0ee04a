// `iamirror import`: AWS into PostgreSQL, one account.
#pragma once

#include <string>
#include <vector>

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct ImportOptions {
    std::vector<std::string> only;  // resource types; empty: all
    std::vector<std::string> skip;
    std::vector<std::string> regions;  // where regional types are asked for; empty: where the account's buckets are
    int threads = 8;                   // that ask about one object each
    bool accept_empty = false;         // believe a listing that went from ten or more to none
    bool allow_partial = false;        // exit 0 where a scope is not complete
};

// Reads, publishes, prints what changed. Throws sql::DatabaseError where the database is lost on the way.
ExitCode run_import(Context& context, const ImportOptions& options);

}  // namespace iamirror::sync
