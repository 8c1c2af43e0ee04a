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

char unescaped(char letter) {
    switch (letter) {
        case 'b':
            return '\b';
        case 'f':
            return '\f';
        case 'n':
            return '\n';
        case 'r':
            return '\r';
        case 't':
            return '\t';
        case 'v':
            return '\v';
        default:
            return letter;
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

std::string from_hex(std::string_view digits) {
    const auto digit = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
    std::string octets;
    octets.reserve(digits.size() / 2);
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2)
        octets += static_cast<char>(digit(digits[i]) * 16 + digit(digits[i + 1]));
    return octets;
}

std::string to_array(const std::vector<std::string_view>& values) {
    std::string array = "{";
    for (const auto value : values) {
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

std::span<const std::string_view> CopyLine::split(char* line, std::size_t length) {
    values_.clear();
    const char* const end = line + (length > 0 && line[length - 1] == '\n' ? length - 1 : length);
    char* to = line;
    char* start = line;
    bool is_null = false;
    // Undone in place: the text only grows shorter.
    for (const char* from = line;; ++from) {
        if (from == end || *from == '\t') {
            values_.push_back(is_null ? std::string_view()
                                      : std::string_view(start, static_cast<std::size_t>(to - start)));
            if (from == end) return values_;
            start = ++to;
            is_null = false;
        } else if (*from == '\\' && from + 1 != end) {
            ++from;
            if (*from == 'N')
                is_null = true;
            else
                *to++ = unescaped(*from);
        } else {
            *to++ = *from;
        }
    }
}

}  // namespace iamirror::sql
