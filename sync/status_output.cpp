#include "sync/status_output.h"

#include <nlohmann/json.hpp>
#include <set>
#include <sstream>

#include "model/base/text.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

// NULL as null, counts as numbers; ids stay strings.
json to_json(const sql::Rows& rows) {
    static const std::set<std::string> numbers{"seconds", "pid",   "api_calls", "rows_written", "exit_code",
                                               "objects", "pages", "calls",     "retries"};
    json list = json::array();
    for (const auto& row : rows.rows) {
        json object = json::object();
        for (std::size_t i = 0; i < rows.columns.size(); ++i) {
            const bool is_number = row[i] && numbers.count(rows.columns[i]) > 0;
            object[rows.columns[i]] = is_number ? json(std::stol(*row[i])) : row[i] ? json(*row[i]) : json(nullptr);
        }
        list.push_back(std::move(object));
    }
    return list;
}

// "2026-10-01T12:34:56.789Z" as "2026-10-01 12:34".
sql::Value to_the_minute(const sql::Value& time) {
    if (!time) return time;
    return time->substr(0, 10) + " " + time->substr(11, 5);
}

std::string duration(const sql::Value& seconds) {
    if (!seconds) return "";
    const long all = std::stol(*seconds), minutes = all / 60;
    if (all < 60) return std::to_string(all) + " s";
    if (minutes < 60) return std::to_string(minutes) + " min " + std::to_string(all % 60) + " s";
    return std::to_string(minutes / 60) + " h " + std::to_string(minutes % 60) + " min";
}

// The table, and below each row its note where it has one.
void print_with_notes(std::ostream& out, const Table& table, const std::vector<std::string>& notes) {
    std::ostringstream text;
    print(text, table, OutputFormat::table);
    std::istringstream lines{text.str()};
    std::string line;
    for (std::size_t i = 0; std::getline(lines, line); ++i) {
        out << line << "\n";
        if (i > 0 && !notes[i - 1].empty()) print_wrapped(out, notes[i - 1], 4, 4);
    }
}

void print_runs(std::ostream& out, const sql::Rows& runs) {
    Table table{{"run", "command", "status", "started (UTC)", "took", "calls", "exit"}, {}};
    std::vector<std::string> notes;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        table.rows.push_back({runs.at(i, "run_id"), runs.at(i, "command"), runs.at(i, "status"),
                              to_the_minute(runs.at(i, "started_at")), duration(runs.at(i, "seconds")),
                              runs.at(i, "api_calls"), runs.at(i, "exit_code")});
        notes.push_back(printable(runs.at(i, "error").value_or("")));
    }
    print_with_notes(out, table, notes);
}

std::string note_of(const sql::Rows& scopes, std::size_t row) {
    std::vector<std::string> parts;
    if (const auto since = to_the_minute(scopes.at(row, "stale_since"))) parts.push_back("not renewed since " + *since);
    if (const auto& missing = scopes.at(row, "missing_permission")) parts.push_back("needs " + *missing);
    if (const auto& message = scopes.at(row, "error_message")) parts.push_back(*message);
    return printable(join(parts, "; "));
}

std::string place_of(const sql::Rows& scopes, std::size_t row) {
    return "Account " + scopes.text(row, "account_id") + ", " + scopes.text(row, "region");
}

// A table for each account and region.
void print_scopes(std::ostream& out, const sql::Rows& scopes) {
    for (std::size_t i = 0; i < scopes.size();) {
        const auto place = place_of(scopes, i);
        Table table{{"resource type", "status", "objects", "read (UTC)"}, {}};
        std::vector<std::string> notes;
        for (; i < scopes.size() && place_of(scopes, i) == place; ++i) {
            table.rows.push_back({scopes.at(i, "resource_type"), scopes.at(i, "status"), scopes.at(i, "objects"),
                                  to_the_minute(scopes.at(i, "read_at"))});
            notes.push_back(note_of(scopes, i));
        }
        out << "\n" << printable(place) << "\n";
        print_with_notes(out, table, notes);
    }
}

void print_text(std::ostream& out, const sql::Rows& runs, const sql::Rows& scopes) {
    if (runs.empty()) out << "No run yet: `iamirror import` is the first.\n";
    if (!runs.empty()) print_runs(out, runs);
    print_scopes(out, scopes);
}

}  // namespace

void print_status(std::ostream& out, const sql::Rows& runs, const sql::Rows& scopes, OutputFormat format) {
    switch (format) {
        case OutputFormat::table:
            return print_text(out, runs, scopes);
        case OutputFormat::json:
            return print(out, {{"runs", to_json(runs)}, {"scopes", to_json(scopes)}});
        case OutputFormat::csv:
            print(out, Table{runs.columns, runs.rows}, format);
            out << "\r\n";
            return print(out, Table{scopes.columns, scopes.rows}, format);
    }
}

}  // namespace iamirror::sync
