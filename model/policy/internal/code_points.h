// Texts as IAM's wildcards see them: one character after the other.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace iamirror::model::internal {

// A character and how many octets it takes. An octet that belongs to no well-formed sequence of UTF-8 is a U+FFFD by
// itself, as readers of JSON take it: so every text is one sequence of characters, and every sequence is a text's.
struct CodePoint {
    char32_t value;
    std::size_t length;
};

CodePoint multibyte_at(std::string_view text, std::size_t at);

// REQUIRES: at < text.size().
inline CodePoint code_point_at(std::string_view text, std::size_t at) {
    const auto octet = static_cast<unsigned char>(text[at]);
    return octet < 0x80 ? CodePoint{octet, 1} : multibyte_at(text, at);
}

std::u32string code_points(std::string_view text);

// REQUIRES: no surrogate, nothing above U+10FFFF.
void append_utf8(std::string& out, char32_t value);

// The same characters in well-formed UTF-8.
std::string well_formed(std::string_view text);

// How many octets of the text its beginning takes that has the characters of `prefix`; npos if it has no such.
std::size_t length_of_prefix(std::string_view text, std::string_view prefix);

// As IAM compares actions; what it does beyond ASCII is not documented, and no name of an action goes there.
inline char32_t fold_case(char32_t value) {
    return value >= U'A' && value <= U'Z' ? value + 32 : value;
}

}  // namespace iamirror::model::internal
