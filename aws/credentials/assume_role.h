// Keys of a role, from other keys. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
#pragma once

#include <string>
#include <vector>

#include "aws/client.h"

namespace iamirror::aws {

struct RoleStep {
    std::string profile;  // that says so
    std::string role_arn;
    Secret external_id;        // empty: none
    std::string session_name;  // "": the program's own
    int duration_seconds = 0;  // 0: AWS's default, an hour
};

// What the call to STS stands on is `parts`; its `credentials` is set here.
Result<Credentials> assume_role(const RoleStep& role, const Credentials& with, ClientParts parts);

// Every role of the list, one with the keys of the one before.
Result<Credentials> assume_roles(const std::vector<RoleStep>& roles, Credentials keys, const ClientParts& parts);

}  // namespace iamirror::aws
