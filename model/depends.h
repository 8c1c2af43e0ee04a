// Which roles of its own account a role's trust policy names.
#pragma once

#include <set>
#include <string>

#include "model/role.h"

namespace iamirror::model {

// Names in lower case: IAM has one role of a name whatever its case.
std::set<std::string> roles_named_by(const Role& role, const std::string& account_id);

}  // namespace iamirror::model
