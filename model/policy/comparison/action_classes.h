// Actions of the catalogue that are all the same to a comparison.
#pragma once

#include <functional>
#include <vector>

#include "model/policy/comparison/rules.h"

namespace iamirror::model {

// Actions of the catalogue that the same rules name and that work on the same kind of resource.
struct ActionClass {
    ActionId example = 0;  // one that a statement writes out, else the best known
    std::vector<RuleId> rules;
};

// Those that each group of the side names, of the actions that `is_asked` says; by their examples, the best known
// first.
std::vector<ActionClass> classify(const Rules& rules, const Side& side, const std::function<bool(ActionId)>& is_asked);

}  // namespace iamirror::model
