// Does one set of policies allow anything that another does not? A request that shows it, or the proof that there is
// none, or neither.
//
// Compared is what the direct evaluator (policy/evaluate.h) says in mode strict, on these requests:
// - identity: by a user or role of an account, no service-linked role, on resources of the same account; where endpoint
//   or resource control policies say whom they mean, by those that they name, by sessions that they name, and by
//   others;
// - resource: on a resource of another account, by everybody, all of whose own policies allow everything: anonymous,
//   users, roles, root users, services and providers, those that the policies name and others; then on a resource of
//   the same account by its users and roles, whom only a Deny of the resource's policy can stop;
// - trust: the first of these on a role, for the actions that a trust policy decides.
// Context keys may have any value that is not empty and that all the operators on them can read, or not be there; but
// for those that principal and resource tell (aws:PrincipalArn, aws:username, aws:ResourceAccount, …). A role that a
// Principal names has the path that is written there. A key has
// several values at once where the catalogue says that it can, or where a set operator asks for it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/policy/evaluate.h"
#include "model/policy/language.h"

namespace iamirror::model {

enum class ComparisonType { identity, resource, trust };

// What A allows beside what B allows: "wider" is all of it and more.
enum class PolicyRelation { equal, wider, narrower, neither, unknown };

std::string_view name(PolicyRelation relation);  // "wider"

// What one side allows and the other does not.
struct Surplus {
    Answer answer = Answer::unknown;
    // Of a yes: evaluate() said of this very request that the one side allows it, and the other does not.
    std::optional<AccessRequest> witness;
    Decision allowing, refusing;
    std::string why;  // for a person; of an unknown: what could not be decided
};

struct PolicyComparison {
    PolicyRelation relation = PolicyRelation::unknown;
    Surplus a_allows_more, b_allows_more;
};

// Work is bounded; beyond it the answer is unknown.
struct ComparisonLimits {
    std::size_t steps = 20'000;  // of the search, for each direction
    LanguageLimits languages;
};

// What a document is: with Principal one of a resource, or, where no statement names a resource either, a trust policy;
// else one of identities. ErrorKind::invalid_input where one statement says this and another that; `resource` says
// where ("Statement[1]").
Result<ComparisonType> type_of(const Policy& policy);
// The same of layers: only a resource policy, or policies of the principal with its boundary and session policies,
// endpoint policies, SCPs and RCPs. ErrorKind::invalid_input where there are both, or any other layer.
Result<ComparisonType> type_of(const Layers& layers);

// The policy as the layer that policies of that type make.
Layers layers_of(const Policy& policy, ComparisonType type);

// REQUIRES: layers of that type: type_of() says so, or takes its resource policy for one of the other kind.
PolicyComparison compare_policies(const Layers& a, const Layers& b, ComparisonType type,
                                  const ComparisonLimits& limits = {});

// With what a witness is decided: the layers; for resource and trust the principal's own policies that allow all; and for
// identity the own policy of the role or key that is asked for, which names the account.
Layers layers_for_witness(const Layers& layers, ComparisonType type, const AccessRequest& witness);

}  // namespace iamirror::model
