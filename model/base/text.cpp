#include "model/base/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

namespace iamirror {

namespace {

// Length of the well-formed sequence at `at`, 0 where there is none; RFC 3629's table.
std::size_t sequence(std::string_view text, std::size_t at) {
    const auto octet = [&](std::size_t i) -> unsigned {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0u;
    };
    const auto tail = [&](std::size_t i) { return octet(i) >= 0x80 && octet(i) <= 0xBF; };
    const unsigned lead = octet(0);
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return tail(1) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        const unsigned low = lead == 0xE0 ? 0xA0 : 0x80, high = lead == 0xED ? 0x9F : 0xBF;
        return octet(1) >= low && octet(1) <= high && tail(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        const unsigned low = lead == 0xF0 ? 0x90 : 0x80, high = lead == 0xF4 ? 0x8F : 0xBF;
        return octet(1) >= low && octet(1) <= high && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

std::uint32_t code_point(std::string_view s) {
    const auto octet = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(s[i])); };
    if (s.size() == 2) return ((octet(0) & 0x1F) << 6) | (octet(1) & 0x3F);
    if (s.size() == 3) return ((octet(0) & 0x0F) << 12) | ((octet(1) & 0x3F) << 6) | (octet(2) & 0x3F);
    if (s.size() == 4)
        return ((octet(0) & 0x07) << 18) | ((octet(1) & 0x3F) << 12) | ((octet(2) & 0x3F) << 6) | (octet(3) & 0x3F);
    return octet(0);
}

// Controls, and what turns the reading direction or hides: a name must not be able to repaint a terminal.
bool is_unprintable(std::uint32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069) || c == 0xFEFF;
}

int hex_value(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_blank(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

}  // namespace

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const bool is_ascii = static_cast<unsigned char>(text[at]) < 0x80;
        const auto length = is_ascii ? 1 : sequence(text, at);
        if (length == 0) return false;
        at += length;
    }
    return true;
}

bool is_storable(std::string_view text) {
    return text.find('\0') == std::string_view::npos && is_utf8(text);
}

std::string to_storable(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const auto length = sequence(text, at);
        if (length == 0 || text[at] == '\0')
            out += "\xEF\xBF\xBD";
        else
            out += text.substr(at, length);
        at += length == 0 ? 1 : length;
    }
    return out;
}

std::string printable(std::string_view text) {
    const std::string clean = to_storable(text);
    std::string out;
    for (std::size_t at = 0; at < clean.size();) {
        const auto part = std::string_view{clean}.substr(at, sequence(clean, at));
        const auto c = code_point(part);
        std::array<char, 16> buffer{};
        if (is_unprintable(c)) {
            std::snprintf(buffer.data(), buffer.size(), c < 0x100 ? "\\x%02X" : "\\u{%04X}", c);
            out += buffer.data();
        } else {
            out += part;
        }
        at += part.size();
    }
    return out;
}

std::optional<std::string> percent_decode(std::string_view text) {
    std::string out(text.size(), '\0');
    char* end = out.data();
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != '%') {
            *end++ = text[at];
            continue;
        }
        if (at + 2 >= text.size()) return std::nullopt;
        const int high = hex_value(text[at + 1]), low = hex_value(text[at + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        *end++ = static_cast<char>(high * 16 + low);
        at += 2;
    }
    out.resize(static_cast<std::size_t>(end - out.data()));
    return out;
}

std::string percent_encode(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        if (is_unreserved(c)) {
            out += c;
            continue;
        }
        const auto value = static_cast<unsigned char>(c);
        out += '%';
        out += digits[value >> 4];
        out += digits[value & 15];
    }
    return out;
}

std::string to_lower_ascii(std::string_view text) {
    std::string out{text};
    for (char& c : out) c = lower(c);
    return out;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_blank(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return parts;
        text.remove_prefix(end + 1);
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const auto& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

}  // namespace iamirror
