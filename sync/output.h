// Data on stdout: a table for people, CSV (RFC 4180) for tools. JSON is written by the commands, one object each.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "model/base/error.h"
#include "sync/config.h"

namespace iamirror::sync {

struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows;  // nullopt: NULL, shown empty
};

// Control characters are shown as \xNN in a table and kept in CSV.
void print(std::ostream& out, const Table& table, OutputFormat format);
// Words in as many lines of at most 80 columns as they need; `first` and `other` blanks before them. A word is never
// broken: names are copied.
void print_wrapped(std::ostream& out, const std::string& text, std::size_t first, std::size_t other);
// One object and a line end.
void print(std::ostream& out, const nlohmann::json& object);

// The object an error is in `-o json`.
nlohmann::json to_json(const Error& error);

}  // namespace iamirror::sync
