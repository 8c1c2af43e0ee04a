#include "model/policy/evaluation/principal_match.h"

#include "model/arn.h"
#include "model/policy/pattern.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;

bool is_of_aws(const RequestPrincipal& principal) {
    return !principal.account.empty() && principal.kind != Kind::provider;
}

bool is_role_of(const RequestPrincipal& named, const RequestPrincipal& principal) {
    const bool is_role = principal.kind == Kind::role || principal.kind == Kind::session;
    return is_role && named.kind == Kind::role && named.partition == principal.partition &&
           named.account == principal.account && named.simple_name == principal.simple_name;
}

PrincipalMatch match_aws(const std::string& entry, const RequestPrincipal& principal) {
    if (entry == "*") return {.direct = true};
    if (!is_of_aws(principal)) return {};
    if (is_account_id(entry)) {
        return {.account = entry == principal.account,
                .direct = entry == principal.account && principal.kind == Kind::root};
    }
    const Result<RequestPrincipal> named = parse_principal(entry);
    if (!named || has_wildcards(entry)) return {};
    if (named->kind == Kind::root) {
        const bool is_own = named->account == principal.account && named->partition == principal.partition;
        return {.account = is_own, .direct = is_own && principal.kind == Kind::root};
    }
    if (is_role_of(*named, principal)) return {.role = true};
    return {.direct = named->name == principal.name};
}

PrincipalMatch match_entry(const std::string& type, const std::string& entry, const RequestPrincipal& principal) {
    if (type == "AWS") return match_aws(entry, principal);
    const bool is_named =
        (type == "Service" && principal.kind == Kind::service) ||
        (type == "Federated" && (principal.kind == Kind::provider || principal.kind == Kind::service));
    return {.direct = is_named && entry == principal.name};
}

}  // namespace

PrincipalMatch match_principal(const Principals& principals, const RequestPrincipal& principal) {
    PrincipalMatch out;
    for (const auto& [type, entries] : principals)
        for (const std::string& entry : entries) {
            const PrincipalMatch one = match_entry(type, entry, principal);
            out.account = out.account || one.account;
            out.role = out.role || one.role;
            out.direct = out.direct || one.direct;
        }
    return out;
}

bool is_spared(const Principals& principals, const RequestPrincipal& principal) {
    const PrincipalMatch match = match_principal(principals, principal);
    return match.role || match.direct;
}

}  // namespace iamirror::model
