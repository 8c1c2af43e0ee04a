#include "model/policy/compiled/principal_list.h"

#include <algorithm>

#include "model/arn.h"

namespace iamirror::model::compiled {
namespace {

using Kind = RequestPrincipal::Kind;

bool holds(const std::vector<std::string>& sorted, const std::string& name) {
    return std::binary_search(sorted.begin(), sorted.end(), name);
}

}  // namespace

PrincipalList::PrincipalList(const Principals& principals) {
    for (const auto& [type, entries] : principals) {
        if (type == "AWS")
            for (const std::string& entry : entries) add_aws(entry);
        if (type == "Service") services_.insert(services_.end(), entries.begin(), entries.end());
        if (type == "Federated") providers_.insert(providers_.end(), entries.begin(), entries.end());
    }
    for (auto* names : {&others_, &services_, &providers_}) std::sort(names->begin(), names->end());
}

void PrincipalList::add_aws(const std::string& entry) {
    if (entry == "*") names_everyone_ = true;
    if (is_account_id(entry)) accounts_.push_back({"", entry});
    if (is_account_id(entry) || entry.find_first_of("*?") != std::string::npos) return;
    const Result<RequestPrincipal> named = parse_principal(entry);
    if (!named) return;
    if (named->kind == Kind::root) {
        accounts_.push_back({named->partition, named->account});
        return;
    }
    if (named->kind == Kind::role) roles_.push_back({named->partition, named->account, named->simple_name});
    others_.push_back(named->name);
}

PrincipalMatch PrincipalList::match_aws(const RequestPrincipal& principal) const {
    PrincipalMatch out{.direct = names_everyone_};
    if (principal.account.empty() || principal.kind == Kind::provider) return out;
    for (const Account& one : accounts_) {
        if (one.account != principal.account || (!one.partition.empty() && one.partition != principal.partition))
            continue;
        out.account = true;
        out.direct = out.direct || principal.kind == Kind::root;
    }
    if (principal.kind == Kind::role || principal.kind == Kind::session) {
        out.role = std::any_of(roles_.begin(), roles_.end(), [&](const Role& role) {
            return role.name == principal.simple_name && role.account == principal.account &&
                   role.partition == principal.partition;
        });
    }
    // A role is named by its role alone, also where it is named letter by letter.
    if (principal.kind != Kind::role) out.direct = out.direct || holds(others_, principal.name);
    return out;
}

PrincipalMatch PrincipalList::match(const RequestPrincipal& principal) const {
    PrincipalMatch out = match_aws(principal);
    const bool is_service = principal.kind == Kind::service;
    if (is_service) out.direct = out.direct || holds(services_, principal.name);
    if (is_service || principal.kind == Kind::provider) out.direct = out.direct || holds(providers_, principal.name);
    return out;
}

}  // namespace iamirror::model::compiled
