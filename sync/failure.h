// How an error ends a command.
#pragma once

#include "model/base/error.h"
#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

ExitCode exit_code_of(const Error& error);

// Says the error on stderr, and as one object on stdout where JSON was asked for; gives its exit code.
ExitCode fail(Context& context, const Error& error);

}  // namespace iamirror::sync
