// Which characters a policy document may hold at all.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
#pragma once

#include <string>
#include <string_view>

namespace iamirror::model {

// "" if every character is U+0009, U+000A, U+000D or U+0020 to U+00FF; else the first that is not, as "U+4E2D".
std::string forbidden_character(std::string_view text);

}  // namespace iamirror::model
