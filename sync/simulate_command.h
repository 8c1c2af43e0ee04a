// `iamirror simulate`: requests and the policies around them in, decisions out. No database, no AWS.
#pragma once

#include <string>

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct SimulateOptions {
    std::string file = "-";  // of JSON lines; "-": stdin
};

// A line of JSON for each line of input, in its order; an empty line is passed over. ExitCode::findings where a line
// could not be read: its answer has "error", and the others are not touched by it.
// With a format given, `table` prints each answer in words, and `csv` is refused (ExitCode::usage).
ExitCode run_simulate(Context& context, const SimulateOptions& options, bool is_format_given);

}  // namespace iamirror::sync
