// How the principal's side and the resource's side of a request come together, by bits of layers.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics.html
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic-cross-account.html
#pragma once

#include "model/policy/compiled/layer_results.h"
#include "model/policy/evaluation/consent.h"

namespace iamirror::model::compiled {

// What the resource's side says, as ResourceSide of consent.h has it.
struct Granting {
    Layer layer = Layer::resource;
    PolicyGrants policy, acl;
    Relation relation = Relation::same_account;
    bool must_consent = false, was_blocked = false;
};

struct Agreement {
    Formula allowed = never;
    LayerBits by = 0;       // the layers that allow
    LayerBits lacking = 0;  // where `allowed` is never: those without the Allow that was needed
};

template <typename Algebra>
Agreement agree(const PrincipalSide& own, const Granting& granting, Algebra& algebra);

extern template Agreement agree(const PrincipalSide&, const Granting&, Booleans&);
extern template Agreement agree(const PrincipalSide&, const Granting&, Formulas&);

}  // namespace iamirror::model::compiled
