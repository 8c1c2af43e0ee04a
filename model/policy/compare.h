// Does one set of policies allow anything that another does not? A request that shows it, or the proof that there is
// none, or neither.
//
// Compared is what the direct evaluator (policy/evaluate.h) says in mode strict, on these requests:
// - identity: by a user or role of an account, no service-linked role, on resources of the same account; where policies
//   say whom they mean, by those that they name, sessions too, and by others. A resource policy beside those of the
//   principal is that of whatever resource is asked for. Where there is none, the own policy of a role to be assumed or
//   of a KMS key, which must allow as well, leaves it to the policies of the account;
// - resource: on a resource of another account, by everybody, all of whose own policies allow everything: anonymous,
//   users, roles, root users, services and providers, those that the policies name and others; then on a resource of
//   the same account by its users and roles, whom only a Deny of the resource's policy can stop;
// - trust: the first of these on a role, for the actions that a trust policy decides.
// Context keys may have any value that is not empty and that all the operators on them can read, or not be there; but
// for those that principal and resource tell (aws:PrincipalArn, aws:username, aws:ResourceAccount, …). A key has
// several values at once where the catalogue says that it can, or where a set operator asks for it. A role that a
// Principal names has the path that is written there.
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
    // Of a yes: evaluate() said of this very request that the one side allows it, and the other does not, with
    // layers_for_witness().
    std::optional<AccessRequest> witness;
    Decision allowing, refusing;
    bool supposes_own_policy = false;  // see below; of one side at least
    std::string why;                   // for a person; of an unknown: what could not be decided
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
// The same of layers: of a resource policy alone what it is, else identity. ErrorKind::invalid_input where there is a
// bucket, an object or an access point; `resource` names it.
Result<ComparisonType> type_of(const Layers& layers);

// The policy as the layer that policies of that type make.
Layers layers_of(const Policy& policy, ComparisonType type);

// REQUIRES: layers of that type: type_of() says so, or takes its resource policy for one of the other kind.
PolicyComparison compare_policies(const Layers& a, const Layers& b, ComparisonType type,
                                  const ComparisonLimits& limits = {});

// Whether the own policy of a role or key must allow the witness, and the layers have none.
bool supposes_own_policy(const Layers& layers, ComparisonType type, const AccessRequest& witness);

// With what a witness is decided: the layers; for resource and trust the principal's own policies that allow all; and
// the own policy that is supposed, one that names the principal's account.
Layers layers_for_witness(const Layers& layers, ComparisonType type, const AccessRequest& witness);

}  // namespace iamirror::model
