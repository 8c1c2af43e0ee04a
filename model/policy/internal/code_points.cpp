#include "model/policy/internal/code_points.h"

#include "model/base/text.h"

namespace iamirror::model::internal {

CodePoint multibyte_at(std::string_view text, std::size_t at) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned lead = octet(0);
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (!is_utf8(text.substr(at, length))) return {0xFFFD, 1};
    char32_t value = lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) value = value << 6 | (octet(i) & 0x3Fu);
    return {value, length};
}

std::u32string code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        out += c.value;
        at += c.length;
    }
    return out;
}

void append_utf8(std::string& out, char32_t value) {
    const auto put = [&](char32_t octet) { out += static_cast<char>(static_cast<unsigned char>(octet)); };
    if (value < 0x80) return put(value);
    const int tails = value < 0x800 ? 1 : value < 0x10000 ? 2 : 3;
    put((0xFF00u >> (tails + 1) & 0xFF) | value >> (6 * tails));
    for (int i = tails - 1; i >= 0; --i) put(0x80 | (value >> (6 * i) & 0x3F));
}

std::string well_formed(std::string_view text) {
    if (is_utf8(text)) return std::string(text);
    std::string out;
    for (const char32_t c : code_points(text)) append_utf8(out, c);
    return out;
}

std::size_t length_of_prefix(std::string_view text, std::string_view prefix) {
    std::size_t at = 0;
    for (std::size_t i = 0; i < prefix.size();) {
        if (at == text.size()) return std::string_view::npos;
        const CodePoint wanted = code_point_at(prefix, i), found = code_point_at(text, at);
        if (wanted.value != found.value) return std::string_view::npos;
        i += wanted.length;
        at += found.length;
    }
    return at;
}

}  // namespace iamirror::model::internal
