#include "model/policy/compiled/layer_results.h"

namespace iamirror::model::compiled {

void LayerResults::clear() {
    says = {};
    allowing.clear();
    denying.clear();
}

template <typename Algebra>
LayerSays& LayerReader<Algebra>::open(Layer layer) {
    LayerSays& says = results_.of(layer);
    says.is_present = true;
    says.allowing_begin = static_cast<std::uint32_t>(results_.allowing.size());
    says.denying_begin = static_cast<std::uint32_t>(results_.denying.size());
    return says;
}

template <typename Algebra>
void LayerReader<Algebra>::close(LayerSays& says) {
    says.allowing_end = static_cast<std::uint32_t>(results_.allowing.size());
    says.denying_end = static_cast<std::uint32_t>(results_.denying.size());
}

template <typename Algebra>
void LayerReader<Algebra>::read(Layer layer, const AttachedRange& range, const Rules& rules) {
    LayerSays& says = open(layer);
    read_range(layer, range, rules, says);
    close(says);
}

template <typename Algebra>
void LayerReader<Algebra>::read(Layer layer, const std::vector<AttachedRange>& levels, const Rules& rules) {
    LayerSays& says = open(layer);
    says.allow = always;
    for (const AttachedRange& level : levels) {
        LayerSays one;
        read_range(layer, level, rules, one);
        says.allow = algebra_.both(says.allow, one.allow);
        says.deny = algebra_.either(says.deny, one.deny);
    }
    close(says);
}

template <typename Algebra>
void LayerReader<Algebra>::read_range(Layer layer, const AttachedRange& range, const Rules& rules, LayerSays& says) {
    const std::optional<ActionId>& action = matcher_.request().action();
    for (std::uint32_t at = range.begin; at < range.end; ++at) {
        const CompiledPolicy& policy = store_.policy(layers_.attached[at].policy);
        if ((policy.unsound & rules.bit) != 0)
            matcher_.findings = static_cast<Findings>(matcher_.findings | invalid_statement);
        if (action && !policy.index.is_empty()) {
            for (const std::uint32_t index : policy.index.entries(*action))
                read_entry(policy.entries[index], {layer, at, index}, rules, says);
        } else {
            for (std::uint32_t index = 0; index < policy.entries.size(); ++index)
                if (names_action(policy.entries[index]))
                    read_entry(policy.entries[index], {layer, at, index}, rules, says);
        }
    }
}

template <typename Algebra>
bool LayerReader<Algebra>::names_action(const PolicyEntry& entry) const {
    const std::optional<ActionId>& action = matcher_.request().action();
    if (!action) return matcher_.names_other(store_.statement(entry.statement));
    if (*action < entry.first || *action >= entry.end) return false;
    return store_.actions(store_.statement(entry.statement).actions).contains(*action);
}

template <typename Algebra>
void LayerReader<Algebra>::read_entry(const PolicyEntry& entry, const DecidingNumber& number, const Rules& rules,
                                      LayerSays& says) {
    if (!may_match(entry.head, rules.arns)) return;
    const CompiledStatement& statement = store_.statement(entry.statement);
    const Match match = matcher_.match(statement, rules);
    if (match.when == never) return;
    if (statement.is_denying) {
        says.deny = algebra_.either(says.deny, match.when);
        results_.denying.push_back(number);
        return;
    }
    PolicyGrants& grants = says.grants;
    if (match.principal.account) grants.account = algebra_.either(grants.account, match.when);
    if (match.principal.role) grants.role = algebra_.either(grants.role, match.when);
    if (match.principal.direct) grants.direct = algebra_.either(grants.direct, match.when);
    says.allow = algebra_.either(says.allow, match.when);
    results_.allowing.push_back(number);
}

template class LayerReader<Booleans>;
template class LayerReader<Formulas>;

}  // namespace iamirror::model::compiled
