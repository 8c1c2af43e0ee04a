// An access control of type role as the role it stands for.
#pragma once

#include <map>
#include <string>

#include "model/access_control.h"
#include "model/policy/policy.h"
#include "model/refusal.h"
#include "model/translate/what.h"
#include "model/translate/who.h"

namespace iamirror::model {

struct DesiredRole {
    std::string name;
    std::string path = "/";
    std::string description;
    long max_session_seconds = 3600;
    Policy trust;                                   // canonical
    std::map<std::string, Policy> inline_policies;  // canonical, by name
    std::map<std::string, std::string> tags;
};

// What AWS allows, as read from the account's quotas where they can be raised.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
struct RoleLimits {
    std::size_t trust_characters = 2048;    // up to 8,192
    std::size_t inline_characters = 10240;  // of all inline policies together
};

struct RoleContext {
    const Directory& directory;
    const PermissionTable& permissions;
    RoleLimits limits;
    Time now;                     // access that has ended is left out
    std::string installation_id;  // the owner tag
};

// How AWS knows our roles: tag iamirror:owner = the installation's id.
inline constexpr const char* owner_tag = "iamirror:owner";
// IAM limits the sum of a role's inline policies and no single one, so one document holds all.
inline constexpr const char* inline_policy_name = "iamirror";

struct RoleTranslation {
    DesiredRole role;   // meaningful only without refusals
    Refusals refusals;  // all of them: guards "who", "what", "limit", "name"
};
RoleTranslation translate_role(const AccessControl& control, const RoleContext& context);

}  // namespace iamirror::model
