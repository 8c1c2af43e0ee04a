// What the globs of IAM match, by the plainest reading of the rules: the oracle for model/policy/language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace iamirror::model::naive {

// By character, not by octet, for well-formed UTF-8.
inline std::vector<std::string> characters(std::string_view text) {
    std::vector<std::string> out;
    for (const char octet : text) {
        const bool continues = (static_cast<unsigned char>(octet) & 0xC0) == 0x80;
        if (!continues || out.empty()) out.emplace_back();
        out.back() += octet;
    }
    return out;
}

inline bool matches_from(const std::vector<std::string>& glob, std::size_t g, const std::vector<std::string>& text,
                         std::size_t t) {
    if (g == glob.size()) return t == text.size();
    if (glob[g] == "*")
        return matches_from(glob, g + 1, text, t) || (t < text.size() && matches_from(glob, g, text, t + 1));
    return t < text.size() && (glob[g] == "?" || glob[g] == text[t]) && matches_from(glob, g + 1, text, t + 1);
}

inline bool matches(std::string_view glob, std::string_view text) {
    return matches_from(characters(glob), 0, characters(text), 0);
}

// At the first five colons; what is behind them is one segment.
inline std::vector<std::string> segments(std::string_view arn) {
    std::vector<std::string> out(1);
    for (const char octet : arn) {
        if (octet == ':' && out.size() < 6) {
            out.emplace_back();
        } else {
            out.back() += octet;
        }
    }
    return out;
}

inline bool arn_matches(std::string_view pattern, std::string_view arn) {
    if (pattern == "*") return true;
    auto wanted = segments(pattern);
    const auto found = segments(arn);
    if (wanted.size() < 6 && !pattern.ends_with('*')) return false;
    wanted.resize(6, "*");
    bool all = found.size() == 6;
    for (std::size_t i = 0; all && i < 6; ++i) all = matches(wanted[i], found[i]);
    return all;
}

inline std::vector<std::string> words_over(const std::vector<std::string>& letters, std::size_t longest) {
    std::vector<std::string> out = {""};
    for (std::size_t start = 0, length = 0; length < longest; ++length) {
        const std::size_t end = out.size();
        for (std::size_t i = start; i < end; ++i) {
            for (const std::string& letter : letters) out.push_back(out[i] + letter);
        }
        start = end;
    }
    return out;
}

}  // namespace iamirror::model::naive
