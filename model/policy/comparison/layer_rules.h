// Layers as rules: which of them allow together, which only limit.
#pragma once

#include "model/policy/compare.h"
#include "model/policy/comparison/rules.h"

namespace iamirror::model {

// REQUIRES: layers of that type; they outlive the rules.
void add_layers(const Layers& layers, ComparisonType type, Rules& rules, Side& side);

}  // namespace iamirror::model
