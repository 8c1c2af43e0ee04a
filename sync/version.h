// The version of this program, as runs and plans record it.
#pragma once

#include <string>

namespace iamirror::sync {

std::string version();

}  // namespace iamirror::sync
