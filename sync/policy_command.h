// `iamirror policy`: questions about policy documents that need neither a database nor AWS.
#pragma once

#include <string>

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct PolicyExpandOptions {
    std::string file;  // "-" : stdin
};

// The actions that a policy's statements name. What the catalogue does not know is told on stderr and is no failure.
ExitCode run_policy_expand(Context& context, const PolicyExpandOptions& options);

}  // namespace iamirror::sync
