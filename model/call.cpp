#include <stdexcept>

#include "model/diff.h"

namespace iamirror::model {
namespace {

std::string parameter(const Call& call, const std::string& name) {
    for (const auto& [key, value] : call.parameters) {
        if (key == name) return value;
    }
    return "";
}

Role created(const Call& call) {
    Role role;
    role.name = parameter(call, "RoleName");
    role.path = parameter(call, "Path");
    role.trust = parameter(call, "AssumeRolePolicyDocument");
    role.description = parameter(call, "Description");
    role.max_session_seconds = std::stol(parameter(call, "MaxSessionDuration"));
    for (int number = 1;; ++number) {
        const std::string tag = "Tags.member." + std::to_string(number);
        const std::string key = parameter(call, tag + ".Key");
        if (key.empty()) return role;
        role.tags[key] = parameter(call, tag + ".Value");
    }
}

}  // namespace

std::optional<Role> after_call(std::optional<Role> role, const Call& call) {
    if (call.action == "iam:CreateRole") return created(call);
    if (call.action == "iam:DeleteRole") return std::nullopt;
    if (!role) throw std::invalid_argument(call.action + " on a role that is not there");
    if (call.action == "iam:UpdateAssumeRolePolicy") {
        role->trust = parameter(call, "PolicyDocument");
    } else if (call.action == "iam:PutRolePolicy") {
        role->inline_policies[parameter(call, "PolicyName")] = parameter(call, "PolicyDocument");
    } else if (call.action == "iam:DeleteRolePolicy") {
        role->inline_policies.erase(parameter(call, "PolicyName"));
    } else if (call.action == "iam:UpdateRole") {
        role->description = parameter(call, "Description");
        role->max_session_seconds = std::stol(parameter(call, "MaxSessionDuration"));
    } else {
        throw std::invalid_argument(call.action + " is no call of a role");
    }
    return role;
}

bool is_as_expected(const std::optional<Role>& expected, const std::optional<Role>& live) {
    if (!expected || !live) return !expected && !live;
    Role seen = *live;
    if (expected->arn.empty()) seen.arn.clear();
    if (expected->unique_id.empty()) seen.unique_id.clear();
    return fingerprint(*expected) == fingerprint(seen);
}

}  // namespace iamirror::model
