// `iamirror plan`: the access controls against the last publish. Asks AWS nothing and changes nothing there.
#pragma once

#include <string>

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct PlanOptions {
    bool detailed_exitcode = false;  // exit 2 where changes are pending
    std::string account;             // "": the one account that was imported
    std::string out;                 // file that the object of `-o json` is written to as well; "": none
};

// Stores the plan, in the place of those that wait, and prints it.
ExitCode run_plan(Context& context, const PlanOptions& options);

}  // namespace iamirror::sync
