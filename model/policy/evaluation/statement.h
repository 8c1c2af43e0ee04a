// One statement against one request: principal AND action AND resource AND every condition.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
#pragma once

#include <string>
#include <vector>

#include "model/policy/evaluation/condition.h"
#include "model/policy/evaluation/principal_match.h"

namespace iamirror::model {

// What the layer that a statement stands in asks of it.
struct LayerRules {
    bool has_principal = false;     // a statement with neither Principal nor NotPrincipal matches nobody
    bool has_resource = true;       // false: a trust policy, whose resource is the role itself
    bool never_spares = false;      // NotPrincipal spares nobody: the principal has a permissions boundary
    std::vector<std::string> arns;  // what the action can act on of the request; the statement need match one
};

struct StatementMatch {
    Formula when = never;
    PrincipalMatch principal;
};

// `has_variables`: the policy is of version 2012-10-17.
StatementMatch match_statement(const Statement& statement, bool has_variables, const LayerRules& rules,
                               const Facts& facts, Formulas& formulas, FindingCodes& findings);

}  // namespace iamirror::model
