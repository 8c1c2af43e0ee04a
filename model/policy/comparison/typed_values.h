// Values that stand for all others: whatever tests compare a value with `constants`, one of these comes out as it does.
#pragma once

#include <string>
#include <vector>

#include "model/policy/evaluation/condition_operator.h"

namespace iamirror::model {

// REQUIRES: a kind whose values are not compared as text; constants that it can read. The same value may come twice.
std::vector<std::string> sample_values(ValueKind kind, const std::vector<std::string>& constants);

}  // namespace iamirror::model
