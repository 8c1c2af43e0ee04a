// Does this set of policies allow this request, and why? The direct evaluator: rule by rule, as AWS's pages tell them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-denyallow.html
//
// Where the pages are silent or disagree, a finding says that a decision was taken:
// - unknown_operator, unparsable_value: an Allow that holds one does not apply, a Deny applies if its other parts
// match;
// - short_arn: a resource of fewer than six segments (Glob::for_arns says how it is read);
// - not_principal: whom a NotPrincipal Deny spares (is_spared says whom);
// - access_point_arn: through an access point its ARN and the bucket's both count in policies of the principal and of
//   the organization.
// The others: unknown_action, variable_without_value, invalid_statement, condition_too_large.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/policy/evaluation/condition.h"
#include "model/policy/evaluation/layers.h"
#include "model/policy/evaluation/request.h"

namespace iamirror::model {

enum class Verdict { allowed, denied, allowed_if };
enum class Denial { none, explicit_deny, implicit };

// One that had its part in the answer.
struct DecidingStatement {
    std::string layer;  // "identity", "permissions_boundary", "session", "endpoint", "resource", "access_point", "scp",
                        // "rcp"
    std::string policy;  // its name, or the target of an organization's with it: "ou-1/FullAWSAccess"
    std::size_t index = 0;
    std::string sid;
    std::string effect;
    bool operator==(const DecidingStatement&) const = default;
};

struct Decision {
    Verdict verdict = Verdict::denied;
    Denial denial = Denial::none;
    // Of a denial: the layers that deny, or that lack the Allow that was needed. Of an allow: those whose Allow gave
    // it. Sorted; also "acl" and "block_public_access".
    std::vector<std::string> by;
    std::vector<DecidingStatement> statements;  // those that deny; else those that allow
    // Of allowed_if: one of these products of tests must come true. nullopt where it is too large to write down.
    std::optional<std::vector<Formulas::Product>> condition;
    FindingCodes findings;
    bool operator==(const Decision&) const = default;
};

// A key without a value counts as absent. Whether tests that are not known can go together is not looked into: each
// may come out either way.
Decision evaluate(const AccessRequest& request, const Layers& layers);

}  // namespace iamirror::model
