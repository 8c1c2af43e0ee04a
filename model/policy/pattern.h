// When one pattern of IAM covers another: every action or resource that the second matches, the first matches too.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#pragma once

#include <string_view>

namespace iamirror::model {

// Whether it stands for more than itself.
inline bool has_wildcards(std::string_view pattern) {
    return pattern.find_first_of("*?") != std::string_view::npos;
}

// `*` is any run of characters, `?` one. True only if proven: a wildcard of `inner` is covered by `*` alone.
bool covers(std::string_view outer, std::string_view inner);

// Without regard to case, as IAM compares actions.
bool action_covers(std::string_view outer, std::string_view inner);

// Segment by segment of an ARN; "*" covers all.
bool resource_covers(std::string_view outer, std::string_view inner);

}  // namespace iamirror::model
