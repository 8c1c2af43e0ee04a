// Where the tests find the checkout and what docker/install.sh put into it.
#pragma once

#include <string>

namespace iamirror::testing {

std::string source_root();      // IAMIRROR_SOURCE, else where this file was compiled from
std::string stand_in_python();  // of IAMIRROR_VENV, else build/venv
std::string environment(const char* name, const std::string& otherwise);

}  // namespace iamirror::testing
