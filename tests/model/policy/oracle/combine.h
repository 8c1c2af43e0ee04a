// The layers combined to one decision: R29 to R42, R44, R48.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include <set>
#include <string>

#include "tests/model/policy/oracle/layers.h"

namespace iamirror::oracle {

struct Outcome {
    bool allowed = false;
    bool is_explicit = false;  // of a denial
    std::set<std::string> by;  // layers
};

Outcome combine(const Facts& facts, const Layers& layers);

}  // namespace iamirror::oracle
