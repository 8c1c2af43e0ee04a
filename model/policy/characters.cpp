#include "model/policy/characters.h"

#include "model/base/text.h"

namespace iamirror::model {
namespace {

// The code point that begins at `at` in well-formed UTF-8, and how many octets it takes.
struct CodePoint {
    unsigned value;
    std::size_t length;
};

CodePoint code_point(std::string_view text, std::size_t at) {
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
    const unsigned lead = octet(0);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned value = lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) value = value << 6 | (octet(i) & 0x3F);
    return {value, length};
}

std::string spelt(unsigned value) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    do {
        out.insert(out.begin(), digits[value & 0xF]);
        value >>= 4;
    } while (value > 0);
    return "U+" + std::string(out.size() < 4 ? 4 - out.size() : 0, '0') + out;
}

}  // namespace

std::string forbidden_character(std::string_view text) {
    if (!is_utf8(text)) return "an octet that is not UTF-8";
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point(text, at);
        const bool is_blank = c.value == 0x09 || c.value == 0x0A || c.value == 0x0D;
        if (!is_blank && (c.value < 0x20 || c.value > 0xFF)) return spelt(c.value);
        at += c.length;
    }
    return "";
}

}  // namespace iamirror::model
