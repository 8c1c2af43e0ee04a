// COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.h"

namespace iamirror::sql {

// Appends one line: tabs between the values, \N for a missing one, a newline at the end.
void append_copy_line(std::string& buffer, const Values& row);

// The values of one line as COPY writes it. Valid until the next line is split; the line itself is changed.
class CopyLine {
  public:
    std::span<const std::string_view> split(char* line, std::size_t length);

  private:
    std::vector<std::string_view> values_;
};

// An array of text as PostgreSQL reads it: {"a","b\"c"}.
std::string to_array(const std::vector<std::string_view>& values);

// 32 octets as PostgreSQL reads a bytea: "\x00ff…".
std::string to_bytea(std::string_view octets);

// The octets of hexadecimal digits in lower case.
std::string from_hex(std::string_view digits);

}  // namespace iamirror::sql
