// policy_std: the form of a policy that Steampipe's columns `…_std` have, and that published controls query.
// The rules stand in design/database.md, rule 7.
#pragma once

#include <string>

#include "model/policy/policy.h"

namespace iamirror::model {

// JSON text for jsonb. Unknown members, an empty Id, Sid, list or map are left out here, and only here.
std::string standard_form(const Policy& policy);

}  // namespace iamirror::model
