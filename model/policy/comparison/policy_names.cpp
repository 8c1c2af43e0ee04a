#include "model/policy/comparison/policy_names.h"

#include <algorithm>

#include "model/arn.h"
#include "model/policy/evaluation/request.h"

namespace iamirror::model {
namespace {

bool is_partition(const std::string& text) {
    return parse_arn("arn:" + text + ":iam::123456789012:root").ok();
}

void read_names(const Policy& policy, Names& names) {
    const auto take = [&](const std::string& text) {
        const std::string partition = partition_of(text);
        if (names.partition.empty() && is_partition(partition)) names.partition = partition;
    };
    for (const Statement& statement : policy.statements) {
        for (const auto* list : {&statement.resource, &statement.not_resource})
            if (*list) std::for_each((*list)->begin(), (*list)->end(), take);
        for (const auto* principals : {&statement.principal, &statement.not_principal}) {
            if (!*principals) continue;
            for (const auto& [type, entries] : **principals) {
                names.principals.insert(entries.begin(), entries.end());
                std::for_each(entries.begin(), entries.end(), take);
            }
        }
    }
}

}  // namespace

Names names_in(const Layers& a, const Layers& b) {
    Names names;
    for (const Layers* layers : {&a, &b})
        for_each_policy(*layers, [&](const Policy& policy) { read_names(policy, names); });
    if (names.partition.empty()) names.partition = "aws";
    for (const std::string& entry : names.principals) {
        if (is_account_id(entry)) names.accounts.insert(entry);
        const auto principal = parse_principal(entry);
        if (principal && !principal->account.empty()) names.accounts.insert(principal->account);
    }
    return names;
}

std::string unnamed_account(const std::set<std::string>& taken, std::uint64_t account) {
    while (taken.count(std::to_string(account)) != 0) ++account;
    return std::to_string(account);
}

void for_each_policy(const Layers& layers, const std::function<void(const Policy&)>& take) {
    const auto take_all = [&](const Policies& policies) {
        for (const NamedPolicy& policy : policies) take(policy.document);
    };
    take_all(layers.identity);
    if (layers.boundary) take_all(*layers.boundary);
    if (layers.session) take_all(*layers.session);
    if (layers.endpoint) take_all(*layers.endpoint);
    for (const auto* levels : {&layers.service_control, &layers.resource_control})
        if (*levels)
            for (const OrganizationLevel& level : **levels) take_all(level.policies);
    if (layers.resource) take(*layers.resource);
}

}  // namespace iamirror::model
