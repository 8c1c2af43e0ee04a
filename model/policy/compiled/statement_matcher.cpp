#include "model/policy/compiled/statement_matcher.h"

#include <algorithm>

namespace iamirror::model::compiled {
namespace {

void add(Finding finding, Findings& findings) {
    findings = static_cast<Findings>(findings | finding);
}

bool matches_any(const Store& store, const std::vector<ActionPatternId>& patterns, std::string_view action) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](ActionPatternId id) { return store.patterns().at(id).glob.matches(action); });
}

}  // namespace

void Scratch::begin(const Store& store) {
    outcomes_.resize(store.sizes().condition_blocks);
    if (++round_ != 0) return;
    std::fill(outcomes_.begin(), outcomes_.end(), Outcome());
    round_ = 1;
}

template <typename Algebra>
bool StatementMatcher<Algebra>::names_other(const CompiledStatement& statement) const {
    const OtherActions& others = store_.others(statement.others);
    const std::string& action = request_.request().action;
    if (others.has_listed && !matches_any(store_, others.listed, action)) return false;
    return !others.has_excluded || !matches_any(store_, others.excluded, action);
}

template <typename Algebra>
Formula StatementMatcher<Algebra>::listed_in_order(const ResourceList& list, std::string_view arn) {
    Formula out = never;
    for (const ResourceEntry& entry : list.entries()) {
        Filling state = Filling::done;
        if (!entry.filling.empty()) state = fill_in(entry.filling, keys_, scratch_.tokens());
        if (entry.is_short) add(short_arn, findings);
        if (state == Filling::no_value) add(variable_without_value, findings);
        if (state == Filling::unknown)
            out = algebra_.either(out, test(algebra_, {"Resource", "", {entry.written, std::string(arn)}}));
        if (state != Filling::done) continue;
        if (entry.filling.empty() ? entry.pattern.matches(arn) : matches(scratch_.tokens(), false, arn)) return always;
    }
    return out;
}

template <typename Algebra>
Formula StatementMatcher<Algebra>::listed(const ResourceList& list, std::string_view arn) {
    return list.is_plain() ? truth(list.matches(arn)) : listed_in_order(list, arn);
}

template <typename Algebra>
Formula StatementMatcher<Algebra>::where(const CompiledStatement& statement, std::string_view arn) {
    Formula out = always;
    if (statement.resources != absent) out = listed(store_.resources(statement.resources), arn);
    if (statement.not_resources == absent) return out;
    return algebra_.both(out, algebra_.negation(listed(store_.resources(statement.not_resources), arn)));
}

template <typename Algebra>
PrincipalMatch StatementMatcher<Algebra>::who(const CompiledStatement& statement, const Rules& rules) const {
    if (!rules.has_principal) return {.direct = true};
    const RequestPrincipal& principal = request_.request().principal;
    if (statement.principals != absent) return store_.principals(statement.principals).match(principal);
    if (statement.not_principals == absent) return {};
    const PrincipalMatch listed = store_.principals(statement.not_principals).match(principal);
    if (!statement.is_denying) return {.direct = !listed.any()};
    return {.direct = rules.never_spares || !(listed.role || listed.direct)};
}

template <typename Algebra>
Formula StatementMatcher<Algebra>::line(const ConditionLine& line, bool& is_unreadable) {
    const LineResult result = compare(line, keys_, scratch_.tokens());
    if (result.lacks_value) add(variable_without_value, findings);
    switch (result.state) {
        case LineResult::State::no:
            return never;
        case LineResult::State::yes:
            return always;
        case LineResult::State::unknown:
            return test(algebra_, line.test);
        case LineResult::State::unreadable:
            break;
    }
    add(unparsable_value, findings);
    is_unreadable = true;
    return always;
}

template <typename Algebra>
const Scratch::Outcome& StatementMatcher<Algebra>::conditions(Number number) {
    Scratch::Outcome& out = scratch_.outcome(number);
    if (out.round == scratch_.round()) return out;
    const ConditionBlock& block = store_.conditions(number);
    out = {scratch_.round(), always, block.has_unknown_operator};
    if (block.has_unknown_operator) add(unknown_operator, findings);
    for (const ConditionLine& one : block.lines) out.when = algebra_.both(out.when, line(one, out.is_unreadable));
    return out;
}

template <typename Algebra>
Match StatementMatcher<Algebra>::match(const CompiledStatement& statement, const Rules& rules) {
    if ((statement.sound & rules.bit) == 0 && !statement.is_denying) return {};
    Formula place = never;
    if (statement.is_everywhere) {
        place = truth(!rules.arns.empty());
    } else {
        for (const std::string_view arn : rules.arns) place = algebra_.either(place, where(statement, arn));
    }
    if (place == never) return {};
    if (statement.not_principals != absent) add(not_principal, findings);
    Match out{.principal = who(statement, rules)};
    if (!out.principal.any()) return {};
    if (statement.conditions == absent) {
        out.when = place;
        return out;
    }
    const Scratch::Outcome& outcome = conditions(statement.conditions);
    if (outcome.is_unreadable && !statement.is_denying) return {};
    out.when = algebra_.both(place, outcome.when);
    return out;
}

template class StatementMatcher<Booleans>;
template class StatementMatcher<Formulas>;

}  // namespace iamirror::model::compiled
