// `iamirror apply`: carries out a stored plan, and nothing else.
#pragma once

#include <optional>

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct ApplyOptions {
    std::optional<long> plan_id;  // absent: the newest of the account
};

// First finds out what became of the calls of an apply that was cut off, then goes on. Throws sql::DatabaseError where
// the database is lost on the way; the next apply goes on from there.
ExitCode run_apply(Context& context, const ApplyOptions& options);

}  // namespace iamirror::sync
