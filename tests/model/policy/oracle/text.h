// Text with wildcards, cut and compared one character at a time.
#pragma once

#include <string>
#include <vector>

namespace iamirror::oracle {

struct Symbol {
    enum class Kind { literal, run, one };  // this character, `*`, `?`
    Kind kind = Kind::literal;
    char letter = 0;
};
using Pattern = std::vector<Symbol>;

std::string lower(std::string text);  // of ASCII
bool starts_with(const std::string& text, const std::string& prefix);
bool ends_with(const std::string& text, const std::string& suffix);

// At each separator; at most so many parts, the last takes the rest.
std::vector<std::string> split(const std::string& text, char separator, std::size_t parts);
std::vector<Pattern> split(const Pattern& pattern, char separator, std::size_t parts);

Pattern literal(const std::string& text);
Pattern wild(const std::string& text);
bool matches(const Pattern& pattern, const std::string& text);

}  // namespace iamirror::oracle
