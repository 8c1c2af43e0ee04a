#include "model/policy/comparison/action_classes.h"

#include <algorithm>
#include <map>

#include "model/policy/comparison/familiar_actions.h"
#include "model/policy/evaluation/resource_kind.h"

namespace iamirror::model {
namespace {

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
