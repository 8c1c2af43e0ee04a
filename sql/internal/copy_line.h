// COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2
#pragma once

#include <string>

#include "sql/database.h"

namespace iamirror::sql {

// Appends one line: tabs between the values, \N for a missing one, a newline at the end.
void append_copy_line(std::string& buffer, const Values& row);

// 32 octets as PostgreSQL reads a bytea: "\x00ff…".
std::string to_bytea(std::string_view octets);

// The octets of a bytea as PostgreSQL writes it; "" for a missing one.
std::string from_bytea(std::string_view text);

}  // namespace iamirror::sql
