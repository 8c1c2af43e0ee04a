#include "model/policy/evaluation/consent.h"

namespace iamirror::model {
namespace {

class Work {
  public:
    Work(const PrincipalSide& principal, const ResourceSide& resource, Formulas& formulas)
        : principal_(principal),
          resource_(resource),
          formulas_(formulas),
          limits_(formulas.both(principal.boundary, principal.session)),
          own_(formulas.both(principal.identity, limits_)) {}

    Consent run() {
        const Formula by_policy = granted(resource_.policy), by_acl = granted(resource_.acl);
        const bool own_suffices = resource_.relation == Relation::same_account && !resource_.must_consent;
        const Formula alone = own_suffices ? own_ : never;
        Consent out;
        out.allowed = formulas_.either(alone, formulas_.either(by_policy, by_acl));
        const bool own_counts = alone != never || (out.allowed != never && needs_identity());
        if (own_counts) out.by.insert("identity");
        if (by_policy != never) out.by.insert(resource_.layer);
        if (by_acl != never) out.by.insert("acl");
        if (out.allowed == never) tell_lacking(out.lacking);
        return out;
    }

  private:
    bool needs_identity() const {
        return resource_.relation == Relation::cross_account ||
               (resource_.must_consent && resource_.policy.direct == never && resource_.policy.role == never);
    }

    // What a policy or an ACL gives together with what its manner of naming the principal asks for besides.
    Formula granted(const Grants& grants) {
        const Formula named = formulas_.either(grants.role, grants.direct);
        switch (resource_.relation) {
            case Relation::outsider:
                return grants.direct;
            case Relation::cross_account:
                return formulas_.both(own_, formulas_.either(named, grants.account));
            case Relation::same_account:
                break;
        }
        // Naming the account only lets the identity's policies count, naming the role does not lift its limits, naming
        // the user or the session itself does.
        const Formula by_role = formulas_.both(grants.role, limits_);
        const Formula by_account = formulas_.both(grants.account, own_);
        return formulas_.either(grants.direct, formulas_.either(by_role, by_account));
    }

    static bool is_empty(const Grants& grants) {
        return grants.account == never && grants.role == never && grants.direct == never;
    }

    void tell_lacking(std::set<std::string>& lacking) const {
        const bool has_grant = !is_empty(resource_.policy) || !is_empty(resource_.acl);
        const bool is_needed = resource_.relation != Relation::same_account || resource_.must_consent;
        if (is_needed && !has_grant) lacking.insert(resource_.was_blocked ? "block_public_access" : resource_.layer);
        if (resource_.relation == Relation::outsider) return;
        const bool is_named = resource_.policy.role != never && resource_.relation == Relation::same_account;
        if (principal_.identity == never && !is_named && (!resource_.must_consent || has_grant))
            lacking.insert("identity");
        if (principal_.boundary == never) lacking.insert("permissions_boundary");
        if (principal_.session == never) lacking.insert("session");
    }

    const PrincipalSide& principal_;
    const ResourceSide& resource_;
    Formulas& formulas_;
    Formula limits_, own_;
};

}  // namespace

Consent consent(const PrincipalSide& principal, const ResourceSide& resource, Formulas& formulas) {
    return Work(principal, resource, formulas).run();
}

}  // namespace iamirror::model
