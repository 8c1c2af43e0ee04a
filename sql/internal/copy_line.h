// COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2
#pragma once

#include <string>

#include "sql/database.h"

namespace iamirror::sql {

// Appends one line: tabs between the values, \N for a missing one, a newline at the end.
void append_copy_line(std::string& buffer, const Values& row);

// 32 octets as PostgreSQL reads a bytea: "\x00ff…".
std::string to_bytea(std::string_view octets);

// An array of text as PostgreSQL reads it: {"a","b\"c"}.
std::string to_array(const std::vector<std::string>& values);

}  // namespace iamirror::sql
