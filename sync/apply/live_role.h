// A role as it is in AWS now, asked for by its name.
#pragma once

#include <optional>
#include <string>

#include "aws/client.h"
#include "model/role.h"

namespace iamirror::sync {

// nullopt where there is none. iam:GetRole, iam:ListRolePolicies, iam:GetRolePolicy, iam:ListAttachedRolePolicies.
Result<std::optional<model::Role>> read_live_role(aws::Client& client, const std::string& name);

}  // namespace iamirror::sync
