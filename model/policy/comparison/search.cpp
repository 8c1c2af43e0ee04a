#include "model/policy/comparison/search.h"

#include <algorithm>

namespace iamirror::model {

Finding Search::run(const ActionCase& action) {
    case_ = &action;
    is_found_ = is_unsure_ = false;
    Box box;
    box.actions = action.actions;
    box.resources = space_.universe(action.kind);
    choose(0, box);
    if (is_found_) return Finding::found;
    return is_unsure_ ? Finding::unsure : Finding::nothing;
}

bool Search::is_over() {
    if (is_found_) return true;
    if (steps_ == 0) {
        is_unsure_ = true;
        return true;
    }
    --steps_;
    return false;
}

// What no limit allowed to be worked out: nothing is proven where it is needed.
LanguageId Search::usable(LanguageId id) {
    if (id != LanguageId::unknown) return id;
    has_unknown_ = is_unsure_ = true;
    return LanguageId::none;
}

std::vector<RuleId> Search::relevant(const std::vector<RuleId>& rules) const {
    std::vector<RuleId> out;
    for (const RuleId rule : rules)
        if (std::binary_search(case_->rules.begin(), case_->rules.end(), rule) && space_.reach(rule).is_possible)
            out.push_back(rule);
    return out;
}

LanguageId Search::actions_of(RuleId rule) const {
    if (case_->rule_actions.empty()) return LanguageId::all;
    const auto found = std::lower_bound(case_->rules.begin(), case_->rules.end(), rule);
    return case_->rule_actions[static_cast<std::size_t>(found - case_->rules.begin())];
}

LanguageId Search::surely(RuleId rule) const {
    const RuleReach& reach = space_.reach(rule);
    return is_marked_ ? reach.marked_surely : reach.surely;
}

// ---- the rules that must match

bool Search::match(RuleId rule, Box& box) {
    const RuleReach& reach = space_.reach(rule);
    box.actions = usable(table_.intersection(box.actions, actions_of(rule)));
    if (box.actions == LanguageId::none) return false;
    box.resources = usable(table_.intersection(box.resources, reach.maybe));
    if (box.resources == LanguageId::none) return false;
    return std::all_of(reach.tests.begin(), reach.tests.end(),
                       [&](TestId test) { return space_.keys().demand(box.demands, test, true); });
}

// Matches everything in the box, so that no other rule of its group does more.
bool Search::is_certain(RuleId rule, const Box& box) {
    const RuleReach& reach = space_.reach(rule);
    return reach.tests.empty() && table_.covers(reach.surely, box.resources) == Answer::yes &&
           table_.covers(actions_of(rule), box.actions) == Answer::yes;
}

void Search::choose(std::size_t group, const Box& box) {
    if (is_over()) return;
    if (group == allowing_.groups.size()) return choose_refusal(box);
    std::vector<RuleId> rules = relevant(allowing_.groups[group]);
    for (const RuleId rule : rules)
        if (is_certain(rule, box)) {
            rules = {rule};
            break;
        }
    for (const RuleId rule : rules) {
        Box smaller = box;
        if (!match(rule, smaller)) continue;
        matching_.push_back(rule);
        choose(group + 1, smaller);
        matching_.pop_back();
    }
}

// No rule of one of the groups, or a deny.
void Search::choose_refusal(const Box& box) {
    for (const std::vector<RuleId>& group : refusing_.groups) avoid(relevant(group), box);
    for (const RuleId rule : relevant(refusing_.denies)) {
        Box smaller = box;
        if (!match(rule, smaller)) continue;
        matching_.push_back(rule);
        avoid({}, smaller);
        matching_.pop_back();
    }
}

// ---- the rules that must not

bool Search::can_match(RuleId rule, const Box& box) {
    const RuleReach& reach = space_.reach(rule);
    for (const RuleId other : matching_)
        if (reach.resources != reach.opposite && space_.reach(other).resources == reach.opposite) return false;
    Box probe = box;
    if (is_marked_) probe.resources = LanguageId::all;
    return match(rule, probe);
}

void Search::avoid(std::vector<RuleId> rules, const Box& box) {
    if (is_over()) return;
    const std::vector<RuleId> denies = relevant(allowing_.denies);
    rules.insert(rules.end(), denies.begin(), denies.end());
    // what always matches within its resources only makes the box smaller
    std::stable_sort(rules.begin(), rules.end(),
                     [&](RuleId a, RuleId b) { return space_.reach(a).tests.size() < space_.reach(b).tests.size(); });
    const Box start = marked(box);
    avoid_from(rules, 0, start);
    is_marked_ = false;
}

void Search::avoid_from(const std::vector<RuleId>& rules, std::size_t at, const Box& box) {
    while (at < rules.size() && !can_match(rules[at], box)) ++at;
    if (is_over()) return;
    if (at == rules.size()) return finish(box);
    avoid_one(rules, at, box);
}

// As a rule that matches: the resource is not outside.
bool Search::has_same_resources(RuleId rule) const {
    const std::uint32_t resources = space_.reach(rule).resources;
    return std::any_of(matching_.begin(), matching_.end(),
                       [&](RuleId other) { return space_.reach(other).resources == resources; });
}

void Search::avoid_one(const std::vector<RuleId>& rules, std::size_t at, const Box& box) {
    const RuleId rule = rules[at];
    Box outside = box;
    outside.resources =
        has_same_resources(rule) ? LanguageId::none : usable(table_.difference(box.resources, surely(rule)));
    if (outside.resources != LanguageId::none) avoid_from(rules, at + 1, outside);
    if (!case_->rule_actions.empty()) {
        Box other = box;
        other.actions = usable(table_.difference(box.actions, actions_of(rule)));
        if (other.actions != LanguageId::none) avoid_from(rules, at + 1, other);
    }
    for (const TestId test : space_.reach(rule).tests) {
        Box failing = box;
        if (!is_marked_) failing.resources = usable(table_.intersection(box.resources, space_.reach(rule).maybe));
        if (space_.keys().demand(failing.demands, test, false)) avoid_from(rules, at + 1, failing);
    }
}

// One rule alone asks for resources with open variables, and the others that must match take all it may reach.
Box Search::marked(const Box& box) {
    if (!space_.has_open_variables()) return box;
    const auto is_open = [&](RuleId rule) { return space_.reach(rule).is_open; };
    if (std::count_if(matching_.begin(), matching_.end(), is_open) != 1) return box;
    const RuleId open = *std::find_if(matching_.begin(), matching_.end(), is_open);
    const LanguageId universe = space_.universe(case_->kind);
    const RuleReach& reach = space_.reach(open);
    for (const RuleId rule : matching_)
        if (rule != open && table_.covers(space_.reach(rule).surely, reach.maybe) != Answer::yes) return box;
    Box out = box;
    out.resources = usable(table_.intersection(universe, reach.marked));
    is_marked_ = true;
    return out;
}

void Search::finish(const Box& box) {
    const bool is_known = box.actions != LanguageId::unknown && box.resources != LanguageId::unknown;
    if (is_known && try_box_(*case_, box, matching_)) {
        is_found_ = true;
    } else {
        is_unsure_ = true;
    }
}

}  // namespace iamirror::model
