#include "model/policy/compiled/agreement.h"

namespace iamirror::model::compiled {
namespace {

void add(Layer layer, LayerBits& bits) {
    bits = static_cast<LayerBits>(bits | bit(layer));
}

// A grant and what its manner of naming the principal needs besides. Within an account: naming the account only lets
// the principal's own policies count; naming the role leaves boundary and session policy in force; naming the user or
// session lifts them.
template <typename Algebra>
Formula granted(const PolicyGrants& grants, Relation relation, Formula own, Formula limits, Algebra& algebra) {
    const Formula named = algebra.either(grants.role, grants.direct);
    if (relation == Relation::outsider) return grants.direct;
    if (relation == Relation::cross_account) return algebra.both(own, algebra.either(named, grants.account));
    const Formula by_role = algebra.both(grants.role, limits);
    const Formula by_account = algebra.both(grants.account, own);
    return algebra.either(grants.direct, algebra.either(by_role, by_account));
}

LayerBits lacking_of(const PrincipalSide& own, const Granting& granting) {
    LayerBits out = 0;
    const bool is_same = granting.relation == Relation::same_account;
    const bool has_grant = !granting.policy.is_empty() || !granting.acl.is_empty();
    if ((!is_same || granting.must_consent) && !has_grant)
        add(granting.was_blocked ? Layer::block_public_access : granting.layer, out);
    if (granting.relation == Relation::outsider) return out;
    const bool is_named = is_same && granting.policy.role != never;
    if (own.identity == never && !is_named && (!granting.must_consent || has_grant)) add(Layer::identity, out);
    if (own.boundary == never) add(Layer::boundary, out);
    if (own.session == never) add(Layer::session, out);
    return out;
}

}  // namespace

template <typename Algebra>
Agreement agree(const PrincipalSide& own, const Granting& granting, Algebra& algebra) {
    const Formula limits = algebra.both(own.boundary, own.session);
    const Formula all_own = algebra.both(own.identity, limits);
    const Formula by_policy = granted(granting.policy, granting.relation, all_own, limits, algebra);
    const Formula by_acl = granted(granting.acl, granting.relation, all_own, limits, algebra);
    const bool own_suffices = granting.relation == Relation::same_account && !granting.must_consent;
    const Formula alone = own_suffices ? all_own : never;
    Agreement out{.allowed = algebra.either(alone, algebra.either(by_policy, by_acl))};
    const bool needs_own = granting.relation == Relation::cross_account ||
                           (granting.must_consent && granting.policy.direct == never && granting.policy.role == never);
    if (alone != never || (out.allowed != never && needs_own)) add(Layer::identity, out.by);
    if (by_policy != never) add(granting.layer, out.by);
    if (by_acl != never) add(Layer::acl, out.by);
    if (out.allowed == never) out.lacking = lacking_of(own, granting);
    return out;
}

template Agreement agree(const PrincipalSide&, const Granting&, Booleans&);
template Agreement agree(const PrincipalSide&, const Granting&, Formulas&);

}  // namespace iamirror::model::compiled
