#include "sql/internal/copy_line.h"

#include "model/base/digest.h"

namespace iamirror::sql {

namespace {

void append_escaped(std::string& buffer, std::string_view text) {
    for (const char c : text) {
        switch (c) {
            case '\\':
                buffer += "\\\\";
                break;
            case '\t':
                buffer += "\\t";
                break;
            case '\n':
                buffer += "\\n";
                break;
            case '\r':
                buffer += "\\r";
                break;
            default:
                buffer += c;
        }
    }
}

}  // namespace

void append_copy_line(std::string& buffer, const Values& row) {
    bool first = true;
    for (const auto& value : row) {
        if (!first) buffer += '\t';
        first = false;
        if (value)
            append_escaped(buffer, *value);
        else
            buffer += "\\N";
    }
    buffer += '\n';
}

std::string to_bytea(std::string_view octets) {
    return "\\x" + to_hex(octets);
}

std::string from_bytea(std::string_view text) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string octets;
    for (std::size_t i = 2; i + 1 < text.size(); i += 2)
        octets += static_cast<char>(digit(text[i]) * 16 + digit(text[i + 1]));
    return octets;
}

}  // namespace iamirror::sql
