#include "model/policy/comparison/action_cases.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/policy/comparison/action_classes.h"
#include "model/policy/pattern.h"

namespace iamirror::model {
namespace {

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > 0; });
}

// False only where no text matches both.
bool may_meet(std::string_view a, std::string_view b) {
    const std::string_view start_a = a.substr(0, a.find_first_of("*?")), start_b = b.substr(0, b.find_first_of("*?"));
    const std::size_t length = std::min(start_a.size(), start_b.size());
    return to_lower_ascii(start_a.substr(0, length)) == to_lower_ascii(start_b.substr(0, length));
}

// Those of a list that a pattern matches as well.
LanguageId listed(const std::vector<std::string>& patterns, const std::string& pattern, LanguageTable& table) {
    std::vector<LanguageId> parts;
    // beyond ASCII a character is several octets, which is not what action_covers() counts
    const bool is_plain = is_ascii(pattern);
    for (const std::string& other : patterns) {
        if (is_plain && action_covers(other, pattern)) return LanguageId::all;
        if (may_meet(other, pattern)) parts.push_back(table.of_glob_nocase(other));
    }
    return table.union_of(parts);
}

// What resource control policies act on.
LanguageId controlled(LanguageTable& table) {
    std::vector<LanguageId> parts;
    for (const CatalogueService& service : catalogue().services())
        if (service.has_resource_control) parts.push_back(table.of_glob_nocase(std::string(service.prefix) + ":*"));
    return table.union_of(parts);
}

LanguageId named(const Rule& rule, const std::string& pattern, LanguageTable& table) {
    LanguageId out = rule.is_of_control ? controlled(table) : LanguageId::all;
    if (rule.statement->action) out = table.intersection(out, listed(*rule.statement->action, pattern, table));
    if (rule.statement->not_action)
        out = table.intersection(out, table.complement(listed(*rule.statement->not_action, pattern, table)));
    return out;
}

// What a request can name: a service, a colon, a name.
LanguageId nameable(const ActionScope& scope, LanguageTable& table) {
    LanguageId out = table.of("?*:?*");
    for (const char* other : {"*", "?", " "})
        out = table.difference(out, table.of(Glob("*").add_text(other).add_pattern("*")));
    for (const std::string& prefix : scope.no_prefixes) out = table.difference(out, table.of_glob_nocase(prefix + "*"));
    if (scope.prefixes.empty()) return out;
    std::vector<LanguageId> parts;
    for (const std::string& prefix : scope.prefixes) parts.push_back(table.of_glob_nocase(prefix + "*"));
    return table.intersection(out, table.union_of(parts));
}

// The patterns of the side's first group that match what the catalogue does not know; each covered by no other.
std::vector<std::string> open_patterns(const Rules& rules, const Side& side) {
    if (side.groups.empty()) return {"*"};
    std::vector<std::string> out;
    for (const RuleId id : side.groups.front()) {
        const Statement& statement = *rules.all[id].statement;
        const std::vector<std::string> patterns = statement.action ? *statement.action : std::vector<std::string>{"*"};
        for (const std::string& pattern : patterns)
            if (has_wildcards(pattern) || !catalogue().find(pattern)) out.push_back(pattern);
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    std::vector<std::string> kept;
    for (const std::string& pattern : out)
        if (std::none_of(out.begin(), out.end(), [&](const std::string& other) {
                return other != pattern && is_ascii(pattern) && action_covers(other, pattern) &&
                       !action_covers(pattern, other);
            }))
            kept.push_back(pattern);
    return kept;
}

}  // namespace

bool ActionScope::has(std::string_view action) const {
    const std::string lower = to_lower_ascii(action);
    const auto begins = [&](const std::string& prefix) { return lower.starts_with(prefix); };
    if (std::any_of(no_prefixes.begin(), no_prefixes.end(), begins)) return false;
    return prefixes.empty() || std::any_of(prefixes.begin(), prefixes.end(), begins);
}

std::vector<ActionCase> known_actions(const Rules& rules, const Side& side, const ActionScope& scope) {
    std::vector<ActionCase> out;
    std::function<bool(ActionId)> is_asked;
    if (!scope.is_all()) is_asked = [&](ActionId id) { return scope.has(catalogue().full_name(id)); };
    for (ActionClass& found : classify(rules, side, is_asked)) {
        out.push_back({.name = catalogue().full_name(found.example),
                       .kind = resource_kind(catalogue().action(found.example)),
                       .rules = std::move(found.rules)});
    }
    return out;
}

std::vector<ActionCase> unknown_actions(const Rules& rules, const Side& side, const ActionScope& scope,
                                        LanguageTable& table) {
    std::vector<ActionCase> out;
    const LanguageId all = nameable(scope, table);
    for (const std::string& pattern : open_patterns(rules, side)) {
        ActionCase found{.actions = table.intersection(all, table.of_glob_nocase(pattern))};
        if (found.actions == LanguageId::none) continue;
        for (RuleId id = 0; id < rules.all.size(); ++id) {
            const LanguageId actions = named(rules.all[id], pattern, table);
            if (actions == LanguageId::none) continue;
            found.rules.push_back(id);
            found.rule_actions.push_back(actions);
        }
        out.push_back(std::move(found));
    }
    return out;
}

}  // namespace iamirror::model
