// Whether a statement matches the request: R1 to R11 and R21 to R24.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html
#pragma once

#include <nlohmann/json.hpp>
#include <set>
#include <string>

#include "tests/model/policy/oracle/facts.h"
#include "tests/model/policy/oracle/principal_match.h"

namespace iamirror::oracle {

struct Policy {
    const nlohmann::json& document;
    bool has_principals = false;  // of a resource: each statement says whom it means
    bool has_resources = true;    // a role's trust policy has none
};

// What the statements of one or more policies do to a request.
struct Verdict {
    bool allows = false;
    bool denies = false;
    std::set<Grant> grants;  // how the Allows name the principal; only of policies with principals

    void add(const Verdict& other);
};

Verdict judge(Facts& facts, const Policy& policy, const std::string& resource);

bool action_matches(const Facts& facts, const std::string& entry);

}  // namespace iamirror::oracle
