// Runs a program without a shell, for so long and so much and no more.
#pragma once

#include <string>

#include "aws/credentials.h"

namespace iamirror::aws {

// As Surroundings::run_program says. The program leads a process group of its own, which ends with it where it takes
// too long or writes too much.
Result<std::string> run_program(const Program& program);

}  // namespace iamirror::aws
