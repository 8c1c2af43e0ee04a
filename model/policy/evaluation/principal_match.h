// How a Principal element names the principal of a request; much hangs on the manner.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#pragma once

#include "model/policy/evaluation/request.h"
#include "model/policy/policy.h"

namespace iamirror::model {

struct PrincipalMatch {
    bool account = false;  // the account: delegates, and grants nothing by itself
    bool role = false;     // the role, for the role itself and its sessions
    bool direct = false;   // everyone, or the user, session, root user, service or provider itself
    bool any() const { return account || role || direct; }
};

// An entry with a wildcard, of a unique id (what a deleted principal leaves) or of a canonical user names nobody.
PrincipalMatch match_principal(const Principals& principals, const RequestPrincipal& principal);

// Whether a Deny with this NotPrincipal spares the principal: it must be listed itself, or by its role. The pages say
// that account and role ought to be listed too, services differ, and so this is told as a finding.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
bool is_spared(const Principals& principals, const RequestPrincipal& principal);

}  // namespace iamirror::model
