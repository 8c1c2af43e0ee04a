#include "model/policy/comparison/rules.h"

#include <algorithm>
#include <map>

#include "model/policy/comparison/familiar_actions.h"
#include "model/policy/evaluation/condition_operator.h"
#include "model/policy/evaluation/resource_kind.h"

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
        if (pattern.find_first_of("*?") == std::string::npos) written.insert(written.end(), ids.begin(), ids.end());
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

// A partition of the catalogue's actions, made finer by each rule.
class Partition {
  public:
    Partition() : class_of_(catalogue().size()), classes_(1) {}

    void refine(const Rule& rule, RuleId id) {
        std::vector<std::uint32_t> finer(classes_.size());
        const auto take = [&](ActionId action) {
            const std::uint32_t old = class_of_[action];
            if (finer[old] == 0) {
                finer[old] = static_cast<std::uint32_t>(classes_.size());
                classes_.push_back({old, id});
            }
            class_of_[action] = finer[old];
        };
        if (!rule.is_everything) std::for_each(rule.actions.begin(), rule.actions.end(), take);
        if (rule.is_everything) everywhere_.push_back(id);
    }

    std::uint32_t class_of(ActionId action) const { return class_of_[action]; }
    std::vector<RuleId> rules_of(std::uint32_t index) const {
        std::vector<RuleId> out = everywhere_;
        for (; index != 0; index = classes_[index].parent) out.push_back(classes_[index].rule);
        std::sort(out.begin(), out.end());
        return out;
    }

  private:
    struct Class {
        std::uint32_t parent = 0;
        RuleId rule = 0;
    };
    std::vector<std::uint32_t> class_of_;
    std::vector<Class> classes_;  // the first is of the actions that no rule but those of everywhere_ names
    std::vector<RuleId> everywhere_;
};

// Orders actions by how good an example they are: what a statement names without a wildcard, then what is well known.
class Preference {
  public:
    explicit Preference(const Rules& rules) : is_written_(catalogue().size()) {
        for (const Rule& rule : rules.all)
            for (const ActionId id : rule.written) is_written_[id] = true;
    }
    bool operator()(ActionId x, ActionId y) const {
        if (is_written_[x] != is_written_[y]) return is_written_[x];
        return ranks_[x] < ranks_[y];
    }

  private:
    std::vector<bool> is_written_;
    const std::vector<std::uint32_t>& ranks_ = familiarity_ranks();
};

bool has_all_groups(const std::vector<RuleId>& rules, const Side& side) {
    return std::all_of(side.groups.begin(), side.groups.end(), [&](const std::vector<RuleId>& group) {
        return std::any_of(group.begin(), group.end(),
                           [&](RuleId rule) { return std::binary_search(rules.begin(), rules.end(), rule); });
    });
}

// Calls `take` with the actions that a rule of the group names, some of them several times.
template <typename Take>
void for_each_action(const Rules& rules, const Side& side, const Take& take) {
    const auto is_everything = [&](RuleId id) { return rules.all[id].is_everything; };
    const bool all =
        side.groups.empty() || std::any_of(side.groups.front().begin(), side.groups.front().end(), is_everything);
    if (all) {
        for (ActionId id = 0; id < catalogue().size(); ++id) take(id);
        return;
    }
    for (const RuleId id : side.groups.front())
        std::for_each(rules.all[id].actions.begin(), rules.all[id].actions.end(), take);
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

std::vector<ActionClass> classify(const Rules& rules, const Side& side, const std::function<bool(ActionId)>& is_asked) {
    Partition partition;
    for (RuleId id = 0; id < rules.all.size(); ++id) partition.refine(rules.all[id], id);
    const Preference is_better(rules);
    std::map<std::pair<std::uint32_t, ResourceKind>, ActionId> examples;
    for_each_action(rules, side, [&](ActionId action) {
        if (is_asked && !is_asked(action)) return;
        const ResourceKind kind = resource_kind(catalogue().action(action));
        ActionId& example = examples.try_emplace({partition.class_of(action), kind}, action).first->second;
        if (is_better(action, example)) example = action;
    });
    std::vector<ActionClass> out;
    for (const auto& [key, example] : examples) {
        ActionClass found{example, partition.rules_of(key.first)};
        if (has_all_groups(found.rules, side)) out.push_back(std::move(found));
    }
    std::sort(out.begin(), out.end(),
              [&](const ActionClass& x, const ActionClass& y) { return is_better(x.example, y.example); });
    return out;
}

}  // namespace iamirror::model
