// Who a Principal or NotPrincipal names: R21 to R24.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#pragma once

#include <nlohmann/json.hpp>
#include <set>

#include "tests/model/policy/oracle/facts.h"

namespace iamirror::oracle {

// By what the principal is named: rules R33 to R36 depend on it.
enum class Grant { everyone, account, user, role, session, service };

std::set<Grant> named_by(const Facts& facts, const nlohmann::json& principal);

// Whether a NotPrincipal Deny spares the principal: R24.
bool is_spared(const Facts& facts, const nlohmann::json& not_principal);

}  // namespace iamirror::oracle
