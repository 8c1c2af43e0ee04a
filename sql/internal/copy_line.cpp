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

std::string to_array(const std::vector<std::string>& values) {
    std::string array = "{";
    for (const auto& value : values) {
        if (array.size() > 1) array += ',';
        array += '"';
        for (const char c : value) {
            if (c == '"' || c == '\\') array += '\\';
            array += c;
        }
        array += '"';
    }
    return array + "}";
}

}  // namespace iamirror::sql
