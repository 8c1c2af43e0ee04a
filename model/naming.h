// The name an access control has in AWS.
#pragma once

#include <string>
#include <string_view>

namespace iamirror::model {

// 1 to 64 of letters, digits and _+=,.@-
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html
bool is_role_name(std::string_view name);

// The control's own name where AWS takes it; else what AWS takes of it and eight digits of its digest, so that two
// controls never share one. Always the same for the same name.
std::string role_name(std::string_view control_name);

// Not ours by name: what AWS makes for Identity Center.
bool is_reserved_role(std::string_view name, std::string_view path);

}  // namespace iamirror::model
