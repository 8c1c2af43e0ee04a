// Patterns of Action and NotAction under numbers, each expanded against the catalogue once.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_action.html
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/policy/action_glob.h"
#include "model/policy/compiled/action_set.h"

namespace iamirror::model {

struct ActionPattern {
    ActionSet known;  // the actions of the catalogue that it matches
    // Whether it may match an action that the catalogue does not know, which may still be legal. No: a wildcard is not
    // in it, and it is an action that the catalogue knows or none at all.
    bool names_others = false;
    ActionGlob glob;  // for those others
};

using ActionPatternId = std::uint32_t;

// Grows with what is asked of it and forgets nothing. Not for several threads at once, except through a const
// reference. `known` outlives it.
class ActionTable {
  public:
    explicit ActionTable(const Catalogue& known = catalogue());

    // In any case: patterns that differ in case alone are one.
    ActionPatternId add(std::string_view pattern);
    const ActionPattern& at(ActionPatternId id) const { return patterns_[id]; }
    std::size_t size() const { return patterns_.size(); }

    // Of all patterns of a list; empty of an empty one.
    ActionSet union_of(const std::vector<std::string>& patterns);
    // Of NotAction: what is in the catalogue and not in `set`.
    ActionSet complement(const ActionSet& set) const { return all_ - set; }
    const ActionSet& all() const { return all_; }
    const Catalogue& known() const { return known_; }

  private:
    bool names_others(const ActionGlob& glob, std::string_view pattern) const;

    const Catalogue& known_;
    ActionSet all_;
    std::vector<ActionPattern> patterns_;
    std::unordered_map<std::string, ActionPatternId> ids_;  // in small letters
};

}  // namespace iamirror::model
