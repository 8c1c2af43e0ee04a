// `iamirror init`: schema, database roles, grants.
#pragma once

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

// Idempotent; upgrades a database of an older version.
ExitCode run_init(Context& context);

}  // namespace iamirror::sync
