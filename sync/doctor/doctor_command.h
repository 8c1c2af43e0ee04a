// `iamirror doctor`: what this program would find here, before it is needed at night. Writes nothing anywhere.
#pragma once

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

// 0: all is well, or only permissions of apply are missing; 1: no database or no identity; 4: an import would be
// partial.
ExitCode run_doctor(Context& context);

}  // namespace iamirror::sync
