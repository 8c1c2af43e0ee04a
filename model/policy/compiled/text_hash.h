// A hash for the short names that are looked up while a request is decided.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace iamirror::model::compiled {

// `fold`: or-ed into every octet; 0x20 makes letters of both cases alike.
inline std::size_t hash_of(std::string_view text, std::uint64_t fold) {
    std::uint64_t out = text.size();
    const auto mix = [&](std::size_t at, std::size_t length) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, length);
        out = (out ^ (word | fold)) * 0x9e3779b97f4a7c15U;
        out ^= out >> 32U;
    };
    std::size_t at = 0;
    for (; at + sizeof out <= text.size(); at += sizeof out) mix(at, sizeof out);
    if (at < text.size()) mix(at, text.size() - at);
    return static_cast<std::size_t>(out);
}

}  // namespace iamirror::model::compiled
