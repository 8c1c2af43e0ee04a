#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

namespace {

Symbol symbol(char letter, bool wildcards) {
    if (wildcards && letter == '*') {
        return {Symbol::Kind::run, letter};
    }
    return {wildcards && letter == '?' ? Symbol::Kind::one : Symbol::Kind::literal, letter};
}

bool matches_from(const Pattern& pattern, std::size_t at, const std::string& text, std::size_t from) {
    if (at == pattern.size()) {
        return from == text.size();
    }
    if (pattern[at].kind == Symbol::Kind::run) {
        return matches_from(pattern, at + 1, text, from) ||
               (from < text.size() && matches_from(pattern, at, text, from + 1));
    }
    return from < text.size() && (pattern[at].kind == Symbol::Kind::one || pattern[at].letter == text[from]) &&
           matches_from(pattern, at + 1, text, from + 1);
}

}  // namespace

std::string lower(std::string text) {
    for (char& letter : text) {
        letter = letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    }
    return text;
}

bool starts_with(const std::string& text, const std::string& prefix) {
    return text.compare(0, prefix.size(), prefix) == 0;
}

bool ends_with(const std::string& text, const std::string& suffix) {
    return text.size() >= suffix.size() && text.compare(text.size() - suffix.size(), suffix.size(), suffix) == 0;
}

std::vector<std::string> split(const std::string& text, char separator, std::size_t parts) {
    std::vector<std::string> result(1);
    for (const char letter : text) {
        if (letter == separator && result.size() < parts) {
            result.emplace_back();
        } else {
            result.back() += letter;
        }
    }
    return result;
}

std::vector<Pattern> split(const Pattern& pattern, char separator, std::size_t parts) {
    std::vector<Pattern> result(1);
    for (const Symbol& one : pattern) {
        if (one.kind == Symbol::Kind::literal && one.letter == separator && result.size() < parts) {
            result.emplace_back();
        } else {
            result.back().push_back(one);
        }
    }
    return result;
}

Pattern literal(const std::string& text) {
    Pattern result;
    for (const char letter : text) {
        result.push_back(symbol(letter, false));
    }
    return result;
}

Pattern wild(const std::string& text) {
    Pattern result;
    for (const char letter : text) {
        result.push_back(symbol(letter, true));
    }
    return result;
}

bool matches(const Pattern& pattern, const std::string& text) {
    return matches_from(pattern, 0, text, 0);
}

}  // namespace iamirror::oracle
