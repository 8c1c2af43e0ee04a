#include "sync/expand_output.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "model/base/text.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using model::AccessLevel;
using nlohmann::json;

struct Row {
    std::string effect, service, action;  // "Allow", "s3", "GetObject"
    AccessLevel level = AccessLevel::unknown;
    std::string pattern, place;  // "s3:Get*", "Statement[0].Action[1]"
};

std::string place_of(const model::NamedAction& named) {
    const auto statement = "Statement[" + std::to_string(named.statement) + ']';
    if (named.entry == model::whole_list) return statement + ".NotAction";
    return statement + ".Action[" + std::to_string(named.entry) + ']';
}

void add_known(std::vector<Row>& rows, const std::string& effect, const model::Policy& policy,
               const std::vector<model::NamedAction>& named) {
    for (const auto& one : named) {
        const auto& action = model::catalogue().action(one.action);
        rows.push_back({effect, std::string{action.service}, std::string{action.name}, action.level,
                        std::string{pattern_of(policy, one)}, place_of(one)});
    }
}

// A policy that spells out an action allows or denies it, whether or not the catalogue knows it. What NotAction lists
// is not named by it.
void add_unknown(std::vector<Row>& rows, const std::string& effect, const std::vector<model::ActionFinding>& findings) {
    std::set<std::string> seen;
    for (const auto& finding : findings) {
        const auto colon = finding.pattern.find(':');
        if (finding.effect != effect || colon == std::string::npos ||
            finding.pattern.find_first_of("*?") != std::string::npos ||
            finding.place.find(".NotAction") != std::string::npos ||
            !seen.insert(to_lower_ascii(finding.pattern)).second)
            continue;
        rows.push_back({effect, finding.pattern.substr(0, colon), finding.pattern.substr(colon + 1),
                        AccessLevel::unknown, finding.pattern, finding.place});
    }
}

std::vector<Row> rows_of(const model::Policy& policy, const model::NamedActions& named) {
    std::vector<Row> rows;
    for (const std::string effect : {"Allow", "Deny"}) {
        add_known(rows, effect, policy, effect == "Allow" ? named.allowed : named.denied);
        add_unknown(rows, effect, named.findings);
    }
    return rows;
}

// Orders "Statement[2]" before "Statement[10]": each number in as many digits as the largest can have.
std::string sort_key(const std::string& place) {
    std::string out, digits;
    for (const char c : place + '.') {
        const bool is_digit = c >= '0' && c <= '9';
        if (is_digit) digits += c;
        if (is_digit) continue;
        if (!digits.empty()) out += std::string(20 - std::min<std::size_t>(20, digits.size()), '0') + digits;
        digits.clear();
        out += c;
    }
    return out;
}

std::string full_name(const Row& row) {
    return row.service + ':' + row.action;
}

// The longest names of AWS have 63 characters: the level in one word leaves room for them.
std::string short_level(AccessLevel level) {
    return level == AccessLevel::permissions_management ? "Permissions" : std::string{name(level)};
}

// A heading for each pattern in a service, its actions below.
void print_text(std::ostream& out, std::vector<Row> rows) {
    if (rows.empty()) out << "The policy names no action.\n";
    const auto group_of = [](const Row& row) { return std::tie(row.effect, row.service, row.place); };
    const auto order_of = [](const Row& row) { return std::make_tuple(row.effect, row.service, sort_key(row.place)); };
    std::stable_sort(rows.begin(), rows.end(), [&](const Row& a, const Row& b) { return order_of(a) < order_of(b); });
    for (std::size_t i = 0; i < rows.size();) {
        const auto group = group_of(rows[i]);
        Table table{{"  level", "action"}, {}};
        if (i > 0) out << "\n";
        print_wrapped(out, rows[i].effect + " " + rows[i].service + ", by " + rows[i].pattern + " in " + rows[i].place,
                      0, 4);
        for (; i < rows.size() && group_of(rows[i]) == group; ++i)
            table.rows.push_back({"  " + short_level(rows[i].level), rows[i].action});
        print(out, table, OutputFormat::table);
    }
}

void print_csv(std::ostream& out, const std::vector<Row>& rows) {
    Table table{{"effect", "access_level", "service", "action", "pattern", "place"}, {}};
    for (const auto& row : rows)
        table.rows.push_back(
            {row.effect, std::string{name(row.level)}, row.service, full_name(row), row.pattern, row.place});
    print(out, table, OutputFormat::csv);
}

json to_json(const Row& row) {
    return {{"effect", row.effect},     {"access_level", name(row.level)}, {"service", row.service},
            {"action", full_name(row)}, {"pattern", row.pattern},          {"place", row.place}};
}

json to_json(const model::ActionFinding& finding) {
    return {{"code", name(finding.doubt)},
            {"effect", finding.effect},
            {"place", finding.place},
            {"pattern", finding.pattern},
            {"message", finding.message}};
}

void print_json(std::ostream& out, const std::vector<Row>& rows, const std::vector<model::ActionFinding>& findings) {
    json object{{"catalogue", {{"version", model::catalogue().version()}, {"date", model::catalogue().date()}}},
                {"actions", json::array()},
                {"findings", json::array()}};
    for (const auto& row : rows) object["actions"].push_back(to_json(row));
    for (const auto& finding : findings) object["findings"].push_back(to_json(finding));
    print(out, object);
}

}  // namespace

void print_expansion(std::ostream& out, const model::Policy& policy, const model::NamedActions& named,
                     OutputFormat format) {
    auto rows = rows_of(policy, named);
    switch (format) {
        case OutputFormat::table:
            return print_text(out, std::move(rows));
        case OutputFormat::csv:
            return print_csv(out, rows);
        case OutputFormat::json:
            return print_json(out, rows, named.findings);
    }
}

}  // namespace iamirror::sync
