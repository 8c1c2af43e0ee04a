#include "model/policy/comparison/direction.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/policy/comparison/assignments.h"
#include "model/policy/comparison/layer_rules.h"
#include "model/policy/comparison/policy_names.h"

namespace iamirror::model {

Direction::Direction(const Layers& allowing, const Layers& refusing, ComparisonType type,
                     const ComparisonLimits& limits, LanguageTable& table)
    : allowing_(allowing),
      refusing_(refusing),
      type_(type),
      limits_(limits),
      table_(table),
      steps_(limits.steps),
      is_witness_([this](const AccessRequest& request) { return confirm(request); }) {
    for (const auto& [layers, side] : {std::pair(&allowing_, &rules_.a), std::pair(&refusing_, &rules_.b)}) {
        add_layers(*layers, type, rules_, *side);
        for_each_policy(*layers, [&](const Policy& policy) { collect_variables(policy, variables_); });
    }
}

Surplus Direction::run() {
    for (const Scene& scene : scenes_of(type_, allowing_, refusing_)) {
        is_unsure_ = is_unsure_ || steps_ == 0;
        if (out_.witness || steps_ == 0) break;
        look_in(scene);
    }
    out_.answer = out_.witness ? Answer::yes : is_unsure_ ? Answer::unknown : Answer::no;
    if (out_.answer == Answer::unknown) out_.why = doubts();
    return std::move(out_);
}

Decision Direction::decide(const AccessRequest& request, const Layers& layers) const {
    if (!supposes_own_policy(layers, type_, request)) return evaluate(request, layers);
    Decision out = evaluate(request, layers_for_witness(layers, type_, request));
    std::erase(out.by, "resource");
    std::erase_if(out.statements, [](const DecidingStatement& statement) { return statement.layer == "resource"; });
    return out;
}

bool Direction::confirm(const AccessRequest& request) {
    Decision allowing = decide(request, allowing_);
    if (allowing.verdict != Verdict::allowed) return false;
    Decision refusing = decide(request, refusing_);
    if (refusing.verdict != Verdict::denied) return false;
    out_.supposes_own_policy =
        supposes_own_policy(allowing_, type_, request) || supposes_own_policy(refusing_, type_, request);
    out_.allowing = std::move(allowing);
    out_.refusing = std::move(refusing);
    return true;
}

Direction::Sides& Direction::sides_of(const Scene& scene) {
    const ActionScope scope{scene.actions, scene.no_actions};
    const auto [place, is_new] = sides_.try_emplace({scene.has_consent, scene.needs_own_policy, scope});
    Sides& sides = place->second;
    if (!is_new) return sides;
    sides.allowing = rules_.a;
    sides.refusing = rules_.b;
    sides.scope = scope;
    for (Side* side : {&sides.allowing, &sides.refusing}) {
        if (scene.has_consent) side->groups = {};
        if (scene.needs_own_policy && side->own_policy) side->groups.push_back(*side->own_policy);
    }
    sides.known = known_actions(rules_, sides.allowing, sides.scope);
    return sides;
}

// With values for the variables what is found is exact; that there is nothing is proven with open ones.
void Direction::look_in(const Scene& scene) {
    const std::vector<VariableValues> all = assignments(variables_, rules_, scene, table_);
    bool is_proven = look_with(scene_with(scene, all.front()), &all.front()) && variables_.empty();
    if (out_.witness || is_proven) return;
    is_proven = look_with(scene, nullptr);
    for (std::size_t i = 1; i < all.size() && steps_ > 0 && !is_proven && !out_.witness; ++i)
        look_with(scene_with(scene, all[i]), &all[i]);
    is_unsure_ = is_unsure_ || !is_proven;
}

// True where there is surely nothing.
bool Direction::look_with(const Scene& scene, const VariableValues* values) {
    Sides& sides = sides_of(scene);
    RuleSpace space(rules_, scene, values, table_);
    const auto try_box = [&](const ActionCase& action, const Box& box, const std::vector<RuleId>& matching) {
        if (values == nullptr) return false;
        out_.witness = WitnessMaker(rules_, scene, *values, space, table_, is_witness_).make(action, box, matching);
        return out_.witness.has_value();
    };
    Search search(space, table_, sides.allowing, sides.refusing, steps_, try_box);
    const bool has_none = look_at(search, sides, true) && look_at(search, sides, false);
    if (!has_none) note_doubts(search, space, values == nullptr);
    return has_none && (values == nullptr || space.keys().is_exact());
}

bool Direction::look_at(Search& search, Sides& sides, bool is_known) {
    if (!is_known && !sides.unknown) sides.unknown = unknown_actions(rules_, sides.allowing, sides.scope, table_);
    bool has_none = true;
    for (const ActionCase& action : is_known ? sides.known : *sides.unknown) {
        const Finding found = search.run(action);
        if (found == Finding::found) return false;
        has_none = has_none && found == Finding::nothing;
    }
    return has_none;
}

void Direction::note_doubts(const Search& search, const RuleSpace& space, bool is_proof) {
    has_large_language_ = has_large_language_ || search.is_out_of_languages();
    const std::set<std::string>& keys = space.keys().doubtful_keys();
    if (is_proof) doubtful_keys_.insert(keys.begin(), keys.end());
}

std::string Direction::doubts() const {
    const auto list = [](const std::set<std::string>& keys) {
        return printable(join(std::vector<std::string>(keys.begin(), keys.end()), ", "));
    };
    std::vector<std::string> out;
    if (steps_ == 0) out.push_back("the search ended after " + std::to_string(limits_.steps) + " steps");
    if (has_large_language_) out.push_back("the patterns of the resources grow too large together");
    if (!variables_.empty()) out.push_back("what the variables " + list(variables_) + " stand for may decide");
    if (!doubtful_keys_.empty())
        out.push_back("the tests on " + list(doubtful_keys_) + " cannot all be decided together");
    if (out.empty()) out.push_back("no request that was found was confirmed by the evaluator");
    return join(out, "; ");
}

}  // namespace iamirror::model
