#include "model/translate/role.h"

#include "model/base/text.h"
#include "model/naming.h"
#include "model/policy/characters.h"
#include "model/policy/format.h"

namespace iamirror::model {
namespace {

constexpr std::size_t longest_description = 1000;

Trusts trusts_of(const AccessControl& control, const RoleContext& context, Refusals& refusals) {
    Trusts out;
    for (const Who& row : control.who) {
        if (row.expires_at && *row.expires_at <= context.now) continue;
        if (auto trust = translate(row, context.directory)) {
            out.insert(*std::move(trust));
        } else {
            refusals.push_back({"who", trust.error().message});
        }
    }
    return out;
}

Grants grants_of(const AccessControl& control, const RoleContext& context, Refusals& refusals) {
    Grants out;
    const WhatContext what{context.directory.partition, context.permissions};
    for (const What& row : control.what) {
        if (auto grants = translate(row, what)) {
            out.insert(grants->begin(), grants->end());
        } else {
            refusals.push_back({"what", grants.error().message});
        }
    }
    return out;
}

void check_size(const Policy& policy, const std::string& subject, std::size_t limit, Refusals& refusals) {
    const std::size_t size = policy_size(format_policy(policy));
    if (size <= limit) return;
    refusals.push_back(
        {"limit", subject + " takes " + std::to_string(size) + " characters, and AWS allows " + std::to_string(limit)});
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html#IAM-CreateRole-request-Description
void check_description(const std::string& description, Refusals& refusals) {
    if (policy_size(description) > longest_description) {
        refusals.push_back({"limit", "the description is longer than AWS allows (1,000 characters)"});
    }
    if (const std::string bad = forbidden_character(description); !bad.empty()) {
        refusals.push_back({"limit", "the description holds " + bad + ", which AWS does not take"});
    }
}

}  // namespace

RoleTranslation translate_role(const AccessControl& control, const RoleContext& context) {
    RoleTranslation out;
    DesiredRole& role = out.role;
    role.name = role_name(control.name);
    role.description = control.description;
    role.tags[owner_tag] = context.installation_id;
    check_description(role.description, out.refusals);

    role.trust = trust_policy(trusts_of(control, context, out.refusals));
    check_size(role.trust, "the trust policy", context.limits.trust_characters, out.refusals);

    const Grants grants = grants_of(control, context, out.refusals);
    if (!grants.empty()) {
        Policy policy{std::string(current_policy_version), "", statements_of(grants), {}};
        policy = canonical(std::move(policy));
        check_size(policy, "the inline policy", context.limits.inline_characters, out.refusals);
        role.inline_policies.emplace(inline_policy_name, std::move(policy));
    }
    return out;
}

}  // namespace iamirror::model
