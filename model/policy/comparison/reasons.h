// Why one side allows a request and the other does not, in words.
#pragma once

#include <string>
#include <string_view>

#include "model/policy/compare.h"

namespace iamirror::model {

// "Statement[1] of A allows it; no statement of B's permissions boundary does". The letters are the sides'.
std::string reason_of(const Surplus& surplus, ComparisonType type, std::string_view allowing,
                      std::string_view refusing);

}  // namespace iamirror::model
