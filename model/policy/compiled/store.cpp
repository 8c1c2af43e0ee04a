#include "model/policy/compiled/store.h"

#include "model/policy/compiled/description.h"

namespace iamirror::model::compiled {
namespace {

// Beyond it looking at each entry costs more than an index.
constexpr std::size_t entries_without_index = 12;

// What IAM would store where the layer asks for that.
bool is_sound(const Statement& statement, bool has_principal, bool has_resource) {
    if (statement.effect != "Allow" && statement.effect != "Deny") return false;
    if (!statement.unknown.empty() || statement.action.has_value() == statement.not_action.has_value()) return false;
    if (statement.principal && statement.not_principal) return false;
    if (!has_principal && (statement.principal || statement.not_principal)) return false;
    if (statement.resource && statement.not_resource) return false;
    return !has_resource || statement.resource || statement.not_resource;
}

std::uint8_t sound_rules(const Statement& statement) {
    std::uint8_t out = 0;
    for (const bool has_principal : {false, true})
        for (const bool has_resource : {false, true})
            if (is_sound(statement, has_principal, has_resource))
                out = static_cast<std::uint8_t>(out | rules_bit(has_principal, has_resource));
    return out;
}

}  // namespace

Store::Store(const Catalogue& known) : patterns_(known), finder_(known), facts_(facts_of_all(known)) {}

Number Store::add_text(std::string_view text) {
    return texts_.add(std::string(text), [&] { return std::string(text); });
}

Number Store::add_resources(const std::vector<std::string>& patterns, bool has_variables) {
    return resources_.add(describe(patterns, has_variables),
                          [&] { return ResourceList(patterns, has_variables, keys_); });
}

// A statement without either element, which only a Deny survives, names every action.
Number Store::add_actions(const Statement& statement) {
    ActionSet set = statement.action ? patterns_.union_of(*statement.action) : patterns_.all();
    if (statement.not_action) set = set - patterns_.union_of(*statement.not_action);
    const std::size_t hash = set.hash();
    const auto [begin, end] = action_sets_by_hash_.equal_range(hash);
    for (auto found = begin; found != end; ++found)
        if (action_sets_[found->second] == set) return found->second;
    const auto number = static_cast<Number>(action_sets_.size());
    action_sets_by_hash_.emplace(hash, number);
    action_sets_.push_back(std::move(set));
    return number;
}

Number Store::add_others(const Statement& statement) {
    OtherActions out;
    const auto add_all = [&](const std::optional<std::vector<std::string>>& from, std::vector<ActionPatternId>& to) {
        for (const std::string& pattern : from.value_or(std::vector<std::string>())) {
            const ActionPatternId id = patterns_.add(pattern);
            if (patterns_.at(id).names_others) to.push_back(id);
        }
        return from.has_value();
    };
    out.has_listed = add_all(statement.action, out.listed);
    out.has_excluded = add_all(statement.not_action, out.excluded);
    others_.push_back(std::move(out));
    return static_cast<Number>(others_.size() - 1);
}

CompiledStatement Store::compile(const Statement& statement, bool has_variables) {
    CompiledStatement out{.is_denying = statement.effect == "Deny", .sound = sound_rules(statement)};
    out.actions = add_actions(statement);
    out.others = add_others(statement);
    if (statement.resource) out.resources = add_resources(*statement.resource, has_variables);
    out.is_everywhere = !statement.not_resource && (!statement.resource || resources(out.resources).is_all());
    if (statement.not_resource) out.not_resources = add_resources(*statement.not_resource, has_variables);
    const auto add_principals = [&](const std::optional<Principals>& from) {
        return from ? principals_.add(describe(*from), [&] { return PrincipalList(*from); }) : absent;
    };
    out.principals = add_principals(statement.principal);
    out.not_principals = add_principals(statement.not_principal);
    if (!statement.condition.empty()) {
        out.conditions = conditions_.add(describe(statement.condition, has_variables),
                                         [&] { return read_conditions(statement.condition, has_variables, keys_); });
    }
    return out;
}

Number Store::add(const Statement& statement, bool has_variables) {
    const bool matters = has_variables && holds_variable(statement);
    return statements_.add(describe(statement, matters), [&] { return compile(statement, matters); });
}

CompiledPolicy Store::compile(const std::vector<PolicyEntry>& entries) const {
    CompiledPolicy out{entries};
    std::vector<const ActionSet*> sets;
    constexpr std::uint8_t all_rules =
        rules_bit(false, false) | rules_bit(false, true) | rules_bit(true, false) | rules_bit(true, true);
    for (const PolicyEntry& entry : entries) {
        const CompiledStatement& one = statement(entry.statement);
        sets.push_back(&actions(one.actions));
        out.unsound = static_cast<std::uint8_t>(out.unsound | (all_rules & ~one.sound));
    }
    if (entries.size() > entries_without_index) out.index = PolicyIndex(sets, known().size());
    return out;
}

// Where a list of resources is all that a statement says of them.
ResourceHead Store::head_of(const CompiledStatement& statement) const {
    if (statement.resources == absent || statement.not_resources != absent) return {};
    return resources(statement.resources).head();
}

Number Store::add(const Policy& policy) {
    const bool has_variables = policy.version == current_policy_version;
    std::vector<PolicyEntry> entries;
    std::string description;
    for (const Statement& one : policy.statements) {
        const Number number = add(one, has_variables), sid = add_text(one.sid);
        const ActionSet& named = actions(statement(number).actions);
        entries.push_back({number, sid, named.next().value_or(0), named.end(), head_of(statement(number))});
        describe(std::size_t{number} << 32U | sid, description);
    }
    return policies_.add(std::move(description), [&] { return compile(entries); });
}

Store::Sizes Store::sizes() const {
    return {policies_.size(),   statements_.size(), action_sets_.size(), resources_.size(),
            principals_.size(), conditions_.size(), keys_.size()};
}

}  // namespace iamirror::model::compiled
