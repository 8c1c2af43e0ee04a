// What one layer says: under which condition something in it allows, and under which something denies.
#pragma once

#include "model/policy/evaluate.h"
#include "model/policy/evaluation/statement.h"

namespace iamirror::model {

// The Allow statements by the manner in which they name the principal; the manners of one statement all count.
struct Grants {
    Formula account = never, role = never, direct = never;
};

struct LayerResult {
    std::string layer;  // "identity", "scp", …
    Formula allow = never, deny = never;
    Grants grants;
    std::vector<DecidingStatement> allowing, denying;
};

// What an evaluation works with; not to be shared between threads.
struct Workbench {
    const Facts& facts;
    Formulas& formulas;
    FindingCodes& findings;
};

// Adds what one policy of the layer says.
void read_policy(const std::string& name, const Policy& document, const LayerRules& rules, Workbench& bench,
                 LayerResult& result);

LayerResult read_policies(const std::string& layer, const Policies& policies, const LayerRules& rules,
                          Workbench& bench);

// Every level must allow; one that denies is enough.
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
LayerResult read_levels(const std::string& layer, const OrganizationLevels& levels, const LayerRules& rules,
                        Workbench& bench);

}  // namespace iamirror::model
