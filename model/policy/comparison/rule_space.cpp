#include "model/policy/comparison/rule_space.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/policy/evaluation/principal_match.h"

namespace iamirror::model {

// The tests of all rules are added at once: a key is looked at as a whole.
RuleSpace::RuleSpace(const Rules& rules, const Scene& scene, const VariableValues* values, LanguageTable& table)
    : rules_(rules),
      scene_(scene),
      values_(values),
      table_(table),
      keys_(scene, values, table),
      reaches_(rules.all.size()),
      is_read_(rules.all.size()) {
    for (RuleId id = 0; id < rules.all.size(); ++id) {
        read_tests(rules.all[id], reaches_[id]);
    }
}

void RuleSpace::read_tests(const Rule& rule, RuleReach& out) {
    for (const auto& [name, tests] : rule.statement->condition) {
        const auto op = find_operator(name);
        if (!op) continue;  // of a Deny, which applies when its other parts match
        for (const auto& [key, values] : tests) {
            const bool can_be_read = std::all_of(
                values.begin(), values.end(), [&](const std::string& value) { return is_readable(op->kind, value); });
            if (!can_be_read) continue;  // likewise
            out.tests.push_back(
                keys_.add({to_lower_ascii(name), *op, canonical_key(scene_, key), values, rule.has_variables}));
        }
    }
}

bool RuleSpace::names_principal(const Rule& rule) const {
    if (!rule.has_principal) return true;
    const Statement& statement = *rule.statement;
    if (statement.principal) {
        const PrincipalMatch match = match_principal(*statement.principal, scene_.principal);
        const PrincipalMatch& wanted = rule.manners;
        return (match.account && wanted.account) || (match.role && wanted.role) || (match.direct && wanted.direct);
    }
    if (statement.effect == "Deny") return rule.never_spares || !is_spared(*statement.not_principal, scene_.principal);
    return !match_principal(*statement.not_principal, scene_.principal).any();
}

RuleSpace::Entries RuleSpace::read_entries(const std::vector<std::string>& patterns, bool has_variables) {
    std::vector<LanguageId> surely, maybe, marked, marked_surely;
    bool is_open = false;
    for (const std::string& pattern : patterns) {
        const FilledText filled = fill_arn(pattern, {has_variables, true, values_});
        if (!filled.has_value) continue;
        is_open = is_open || filled.is_open;
        const LanguageId glob = table_.of(filled.glob);
        marked.push_back(glob);
        maybe.push_back(filled.is_open ? table_.of(filled.widest) : glob);
        if (!filled.is_open) surely.push_back(glob);
        if (pattern.find('?') == std::string::npos) marked_surely.push_back(glob);
    }
    return {table_.union_of(surely), table_.union_of(maybe), table_.union_of(marked), table_.union_of(marked_surely),
            is_open};
}

std::uint32_t RuleSpace::number_of(WrittenResources written) {
    return written_.try_emplace(std::move(written), static_cast<std::uint32_t>(written_.size())).first->second;
}

void RuleSpace::read_resources(const Rule& rule, RuleReach& out) {
    const Statement& statement = *rule.statement;
    out.resources = number_of({statement.resource, statement.not_resource, rule.needs_registry, rule.has_variables});
    out.opposite = number_of({statement.not_resource, statement.resource, rule.needs_registry, rule.has_variables});
    out.surely = out.maybe = out.marked = out.marked_surely = LanguageId::all;
    if (statement.resource) {
        const Entries listed = read_entries(*statement.resource, rule.has_variables);
        out.surely = listed.surely;
        out.maybe = listed.maybe;
        out.marked = listed.marked;
        out.marked_surely = listed.marked_surely;
        out.is_open = listed.is_open;
    } else if (rule.needs_registry && !scene_.is_trust) {
        out.surely = out.maybe = out.marked = out.marked_surely = table_.of_arn_pattern("arn:*:ecr:*:*:*");
    }
    if (!statement.not_resource) return;
    const Entries spared = read_entries(*statement.not_resource, rule.has_variables);
    out.is_open = out.is_open || spared.is_open;
    out.surely = table_.difference(out.surely, spared.maybe);
    out.maybe = table_.difference(out.maybe, spared.surely);
    out.marked = out.maybe;
    out.marked_surely = LanguageId::none;  // a mark is outside of what its value may be in
}

const RuleReach& RuleSpace::reach(RuleId id) {
    RuleReach& out = reaches_[id];
    if (is_read_[id]) return out;
    is_read_[id] = true;
    out.is_possible = names_principal(rules_.all[id]);
    if (out.is_possible) read_resources(rules_.all[id], out);
    return out;
}

LanguageId RuleSpace::any_of(const std::vector<std::string>& globs) {
    std::vector<LanguageId> parts;
    for (const std::string& glob : globs) parts.push_back(table_.of_arn_pattern(glob));
    return table_.union_of(parts);
}

LanguageId RuleSpace::universe(ResourceKind kind) {
    const auto [place, is_new] = universes_.try_emplace(kind, LanguageId::none);
    if (!is_new) return place->second;
    LanguageId out = resources_of(kind);
    if (!scene_.resources.empty()) out = table_.intersection(out, any_of(scene_.resources));
    if (!scene_.no_resources.empty()) out = table_.difference(out, any_of(scene_.no_resources));
    return place->second = out;
}

LanguageId RuleSpace::resources_of(ResourceKind kind) {
    // some name in each part that every ARN has
    const LanguageId arns = table_.of_arn_pattern("arn:?*:?*:*:*:?*");
    const LanguageId points = table_.of_arn_pattern("arn:?*:?*:*:*:accesspoint/*");
    const LanguageId parts = table_.intersection(points, table_.of_arn_pattern("arn:?*:?*:*:*:*/object/*"));
    const LanguageId keys = table_.difference(table_.of_arn_pattern("arn:?*:?*:*:*:*/*"), points);
    const LanguageId objects = table_.union_of(keys, parts);
    switch (kind) {
        case ResourceKind::none:
            return table_.literal("*");
        case ResourceKind::object:
            return objects;
        case ResourceKind::bucket:
            return table_.difference(arns, objects);
        case ResourceKind::bucket_or_object:
            return arns;
        case ResourceKind::any:
            return table_.union_of(arns, table_.literal("*"));
    }
    return LanguageId::none;
}

}  // namespace iamirror::model
