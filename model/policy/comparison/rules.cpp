#include "model/policy/comparison/rules.h"

#include <algorithm>

#include "model/policy/evaluation/condition_operator.h"
#include "model/policy/evaluation/resource_kind.h"
#include "model/policy/pattern.h"

namespace iamirror::model {
namespace {

// Whether IAM would store it.
bool is_valid(const Statement& statement, const LayerForm& form) {
    if (!statement.unknown.empty()) return false;
    if (statement.action.has_value() == statement.not_action.has_value()) return false;
    if (statement.principal && statement.not_principal) return false;
    if (!form.has_principal && (statement.principal || statement.not_principal)) return false;
    if (statement.resource && statement.not_resource) return false;
    return !form.has_resource || form.may_be_registry || statement.resource || statement.not_resource;
}

// An operator that we do not know, or a value that it cannot read: an Allow does not apply then.
bool is_readable(const Statement& statement) {
    for (const auto& [name, tests] : statement.condition) {
        const auto op = find_operator(name);
        if (!op) return false;
        for (const auto& [key, values] : tests)
            for (const std::string& value : values)
                if (!is_readable(op->kind, value)) return false;
    }
    return true;
}

std::vector<ActionId> expand_all(const std::vector<std::string>& patterns, std::vector<ActionId>& written) {
    std::vector<ActionId> out;
    for (const std::string& pattern : patterns) {
        const std::vector<ActionId> ids = catalogue().expand(pattern);
        if (!has_wildcards(pattern)) written.insert(written.end(), ids.begin(), ids.end());
        out.insert(out.end(), ids.begin(), ids.end());
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

bool has_star(const std::vector<std::string>& patterns) {
    return std::find(patterns.begin(), patterns.end(), "*") != patterns.end();
}

template <typename IsKept>
void keep(Rule& rule, const IsKept& is_kept) {
    std::vector<ActionId> kept;
    for (ActionId id = 0; id < catalogue().size(); ++id)
        if (rule.names(id) && is_kept(id)) kept.push_back(id);
    rule.actions = std::move(kept);
    rule.is_everything = false;
}

bool is_controlled(ActionId id) {
    return is_under_resource_control(catalogue().action(id).service);
}

void read_actions(Rule& rule) {
    const Statement& statement = *rule.statement;
    rule.is_everything = !statement.action || has_star(*statement.action);
    if (!rule.is_everything) rule.actions = expand_all(*statement.action, rule.written);
    if (statement.not_action) {
        const std::vector<ActionId> left_out = expand_all(*statement.not_action, rule.written);
        keep(rule, [&](ActionId id) { return !std::binary_search(left_out.begin(), left_out.end(), id); });
    }
    if (rule.is_of_control) keep(rule, is_controlled);
}

// Whether it can match at all.
bool counts(const Statement& statement, const LayerForm& form) {
    if (form.has_principal && !statement.principal && !statement.not_principal) return false;
    if (statement.effect == "Deny") return true;
    if (statement.effect != "Allow" || form.is_resource_control) return false;
    return is_valid(statement, form) && is_readable(statement);
}

RuleId add_statement(const Statement& statement, bool has_variables, const LayerForm& form, Rules& rules) {
    Rule rule{.statement = &statement,
              .has_variables = has_variables,
              .has_principal = form.has_principal,
              .is_of_control = form.is_resource_control};
    rule.needs_registry =
        statement.effect == "Allow" && form.may_be_registry && !statement.resource && !statement.not_resource;
    read_actions(rule);
    rules.all.push_back(std::move(rule));
    return static_cast<RuleId>(rules.all.size() - 1);
}

bool is_current(const Policy& policy) {
    return policy.version == current_policy_version;
}

}  // namespace

bool Rule::names(ActionId action) const {
    return is_everything || std::binary_search(actions.begin(), actions.end(), action);
}

void add_policies(const std::vector<const Policy*>& policies, const LayerForm& form, Rules& rules, Side& side) {
    std::vector<RuleId> allows;
    for (const Policy* policy : policies)
        for (const Statement& statement : policy->statements) {
            if (!counts(statement, form)) continue;
            const RuleId rule = add_statement(statement, is_current(*policy), form, rules);
            (statement.effect == "Deny" ? side.denies : allows).push_back(rule);
        }
    if (!form.is_resource_control) side.groups.push_back(std::move(allows));
}

void add_own_policy(const Policy& policy, bool has_boundary, Rules& rules, Side& side) {
    const LayerForm form{.has_principal = true, .may_be_registry = true};
    side.own_policy.emplace();
    for (const Statement& statement : policy.statements) {
        if (!counts(statement, form)) continue;
        const RuleId whole = add_statement(statement, is_current(policy), form, rules);
        if (statement.effect == "Deny") {
            rules.all[whole].never_spares = has_boundary;
            side.denies.push_back(whole);
            continue;
        }
        side.own_policy->push_back(whole);
        Rule named = rules.all[whole], direct = named;
        named.manners = {.role = true, .direct = true};
        direct.manners = {.direct = true};
        side.groups.front().push_back(static_cast<RuleId>(rules.all.size()));
        rules.all.push_back(std::move(named));
        for (std::size_t limit = 1; limit < side.groups.size(); ++limit)
            side.groups[limit].push_back(static_cast<RuleId>(rules.all.size()));
        rules.all.push_back(std::move(direct));
    }
}

}  // namespace iamirror::model
