// Text compared without regard to the case of ASCII letters, as IAM compares actions, and nothing copied for it.
#pragma once

#include <algorithm>
#include <string_view>

namespace iamirror::model {

constexpr char lower_ascii(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Less than 0, 0, more than 0.
inline int compare_caseless(std::string_view a, std::string_view b) {
    const auto length = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < length; ++i) {
        const auto left = static_cast<unsigned char>(lower_ascii(a[i]));
        const auto right = static_cast<unsigned char>(lower_ascii(b[i]));
        if (left != right) return left < right ? -1 : 1;
    }
    return a.size() == b.size() ? 0 : a.size() < b.size() ? -1 : 1;
}

}  // namespace iamirror::model
