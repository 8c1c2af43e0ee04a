// The Condition block of a statement against what is known of a request.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
#pragma once

#include <set>
#include <string>

#include "model/policy/evaluation/facts.h"
#include "model/policy/evaluation/formula.h"
#include "model/policy/policy.h"

namespace iamirror::model {

// What a condition, or a statement, comes to.
struct Outcome {
    Formula when = always;
    // It holds an operator we do not know, or a value that its operator cannot read. `when` is of its other parts.
    bool is_unreadable = false;
};

// Codes of what a reader of a decision should know: "unknown_operator", "unparsable_value", …
using FindingCodes = std::set<std::string>;

// Operators are ANDed, keys are ANDed, values are ORed (NOR for negated operators).
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
Outcome evaluate_conditions(const Conditions& conditions, const Facts& facts, bool has_variables, Formulas& formulas,
                            FindingCodes& findings);

}  // namespace iamirror::model
