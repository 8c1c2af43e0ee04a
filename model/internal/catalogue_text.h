// The text of policy/catalogue/aws.txt, which the build puts into the library.
#pragma once

#include <span>
#include <string_view>

namespace iamirror::model {

// Cut at line ends: no compiler has to take a literal of more than 65,536 characters.
std::span<const std::string_view> catalogue_text();

}  // namespace iamirror::model
