// JSON as policy documents need it: numbers keep the text they were written in, members keep their order, and what a
// strict reader must not pass over (a key twice, NUL, half a surrogate pair) is told instead of being mended.
// https://www.rfc-editor.org/rfc/rfc8259
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace iamirror::model {

struct JsonMember;

struct Json {
    enum class Kind { null, boolean, number, string, list, object };

    Kind kind = Kind::null;
    std::string text;                 // string: its characters; number: as written; boolean: "true" or "false"
    std::vector<Json> items;          // of a list
    std::vector<JsonMember> members;  // of an object, in the order written

    static Json of_string(std::string value);
    static Json of_list(std::vector<Json> values);
    static Json of_object(std::vector<JsonMember> values);

    bool is(Kind wanted) const { return kind == wanted; }
    // The first member of that name, nullptr where there is none.
    const Json* find(std::string_view name) const;
    bool operator==(const Json&) const;
};

struct JsonMember {
    std::string name;
    Json value;
    bool operator==(const JsonMember&) const;
};

struct JsonFault {
    enum class Kind {
        not_utf8,
        syntax,
        too_deep,
        nul,                  // U+0000, as octet or as escape
        lone_surrogate,       // half a pair: \ud800
        number_out_of_range,  // beyond PostgreSQL's numeric
        duplicate_key,
    };
    Kind kind;
    std::string where;  // "Statement[0].Action", "" for the whole
    long count = 1;     // how often this kind was met; `where` is the first
    bool operator==(const JsonFault&) const = default;
};

struct JsonReading {
    // Absent where the text is not JSON at all: after not_utf8, syntax, too_deep.
    std::optional<Json> value;
    // One for each kind that was met, in order of first sight.
    std::vector<JsonFault> faults;
};

inline constexpr int max_json_depth = 1000;

// Reads one JSON value with blanks around it. Never recurses deeper than `max_depth`.
JsonReading read_json(std::string_view text, int max_depth = max_json_depth);

// Compact: no blanks, members in their order, only what must be escaped is escaped. Half pairs were read as U+FFFD.
std::string write_json(const Json& value);
// A number of a policy or a request as IAM compares it: "5" stays, "5.0" and "5e0" become "5".
std::string plain_number(const std::string& number);
// `text` between quotes, as write_json writes a string.
std::string quote_json(std::string_view text);

}  // namespace iamirror::model
