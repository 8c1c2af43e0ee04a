// The command line: which command runs with which settings.
#pragma once

namespace iamirror::sync {

// Parses, runs, and gives the process's exit code. Whatever a command throws ends here.
int run_cli(int argc, char** argv);

}  // namespace iamirror::sync
