// `iamirror status`: what the last runs did, and how complete and old each scope is.
#pragma once

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct StatusOptions {
    int runs = 5;
};

ExitCode run_status(Context& context, const StatusOptions& options);

}  // namespace iamirror::sync
