// Condition blocks: R5, R12 to R18.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/model/policy/oracle/facts.h"
#include "tests/model/policy/oracle/operators.h"

namespace iamirror::oracle {

// Of all tests: no if one fails, else broken if one cannot be made, else yes.
Truth condition_holds(Facts& facts, bool variables, const nlohmann::json& condition);

}  // namespace iamirror::oracle
