// A row of control.who as a principal of a trust policy.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/access_control.h"
#include "model/base/result.h"
#include "model/policy/policy.h"

namespace iamirror::model {

// The users and roles of the control's account, as the mirror has them, and the roles that the plan will make.
struct Directory {
    std::string account_id;
    std::string partition;
    std::map<std::string, std::string> users;  // lower-case name -> ARN
    std::map<std::string, std::string> roles;
};

// One principal under one condition: the atom of a trust policy.
struct Trust {
    std::string type;       // "AWS" or "Service"
    std::string principal;  // ARN or service
    Conditions condition;
    auto operator<=>(const Trust&) const = default;
};
using Trusts = std::set<Trust>;

// ErrorKind::invalid_input with a message that names the row: an unknown user or role, another kind of who.
Result<Trust> translate(const Who& row, const Directory& directory);

// A trust policy for these; for none it denies everyone, for IAM takes no policy without a statement.
Policy trust_policy(const Trusts& trusts);

// A trust policy taken apart. What is not Allow of sts:AssumeRole to named principals stays a statement.
struct TrustParts {
    Trusts trusts;
    std::vector<Statement> denies;
    std::vector<Statement> others;
    bool denies_everyone = false;  // as trust_policy({}) does
};
TrustParts parts_of(const Policy& trust_policy);

// Whether a condition lets nobody in any more: it ends before `now` (DateLessThan aws:CurrentTime).
bool has_ended(const Conditions& condition, Time now);

}  // namespace iamirror::model
