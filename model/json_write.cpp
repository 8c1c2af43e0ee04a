#include <charconv>

#include "model/json.h"

namespace iamirror::model {
namespace {

void write(const Json& value, std::string& out) {
    switch (value.kind) {
        case Json::Kind::null:
            out += "null";
            return;
        case Json::Kind::boolean:
        case Json::Kind::number:
            out += value.text;
            return;
        case Json::Kind::string:
            out += quote_json(value.text);
            return;
        case Json::Kind::list:
            out += '[';
            for (const Json& item : value.items) {
                if (&item != &value.items.front()) out += ',';
                write(item, out);
            }
            out += ']';
            return;
        case Json::Kind::object:
            out += '{';
            for (const JsonMember& member : value.members) {
                if (&member != &value.members.front()) out += ',';
                out += quote_json(member.name) + ':';
                write(member.value, out);
            }
            out += '}';
            return;
    }
}

}  // namespace

std::string write_json(const Json& value) {
    std::string out;
    write(value, out);
    return out;
}

std::string plain_number(const std::string& number) {
    if (number.find_first_of(".eE") == std::string::npos) return number;
    double value = 0;
    if (std::from_chars(number.data(), number.data() + number.size(), value).ec != std::errc()) return number;
    char out[400];
    const auto end = std::to_chars(out, out + sizeof out, value, std::chars_format::fixed).ptr;
    return std::string(out, end);
}

std::string quote_json(std::string_view text) {
    static constexpr char digits[] = "0123456789abcdef";
    static constexpr std::string_view plain = "\"\\\b\f\n\r\t";
    static constexpr std::string_view letters = "\"\\bfnrt";
    std::string out = "\"";
    for (const char c : text) {
        const auto octet = static_cast<unsigned char>(c);
        if (const std::size_t at = plain.find(c); at != std::string_view::npos) {
            out += '\\';
            out += letters[at];
        } else if (octet < 0x20) {
            out += "\\u00";
            out += digits[octet >> 4];
            out += digits[octet & 0xF];
        } else {
            out += c;
        }
    }
    return out + '"';
}

}  // namespace iamirror::model
