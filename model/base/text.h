// Text as it comes from outside: UTF-8 checks, percent-encoding, and safe printing.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iamirror {

// True for well-formed UTF-8 (no surrogates, no overlong forms, nothing above U+10FFFF). NUL is well-formed.
bool is_utf8(std::string_view text);

// True for what PostgreSQL's text type takes: well-formed UTF-8 without NUL.
bool is_storable(std::string_view text);

// The text with everything PostgreSQL or a terminal must not see replaced by U+FFFD: bad octets, NUL. Well-formed text
// comes back as it was.
std::string to_storable(std::string_view text);

// For a terminal or a log line: to_storable, and control characters (escape, newline, bidirectional overrides) as \xNN
// or \u{NNNN}.
std::string printable(std::string_view text);

// Undoes %XX. nullopt where a % is not followed by two hexadecimal digits. '+' stays '+'.
std::optional<std::string> percent_decode(std::string_view text);

// RFC 3986: unreserved characters stay, all else becomes %XX in upper case.
std::string percent_encode(std::string_view text);

std::string to_lower_ascii(std::string_view text);
bool equals_ignoring_case(std::string_view a, std::string_view b);           // of ASCII
std::string_view trim(std::string_view text);                                // blanks, tabs and line ends
std::vector<std::string_view> split(std::string_view text, char separator);  // "a,,b" gives three; "" gives one
std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace iamirror
