// How what the principal's side allows and what the resource's side grants come together.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
#pragma once

#include <set>
#include <string>

#include "model/policy/evaluation/layer_result.h"

namespace iamirror::model {

// What the principal's own policies allow, each under a condition; `always` for one that is absent.
struct PrincipalSide {
    Formula identity = never, boundary = always, session = always;
};

enum class Relation {
    same_account,
    cross_account,
    outsider  // a service, a provider, or nobody known: only the resource's side counts
};

// What the resource's side says.
struct ResourceSide {
    std::string layer;  // "resource" or "access_point"
    Grants policy;      // what its policy grants; nothing where it was dropped
    Grants acl;
    Relation relation = Relation::same_account;
    bool must_consent = false;  // a trust policy, the policy of a key: without it nothing else suffices
    bool was_blocked = false;   // block public access dropped what the policy grants
};

struct Consent {
    Formula allowed = never;
    std::set<std::string> by;       // the layers that allow
    std::set<std::string> lacking;  // where `allowed` is never: the layers without the Allow that was needed
};

Consent consent(const PrincipalSide& principal, const ResourceSide& resource, Formulas& formulas);

}  // namespace iamirror::model
