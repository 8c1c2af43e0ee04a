// What a profile says about credentials: keys, and the roles that are assumed with them one after the other.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aws/credentials.h"
#include "aws/credentials/profile_file.h"

namespace iamirror::aws {

struct RoleStep {
    std::string profile;  // that says so
    std::string role_arn;
    Secret external_id;        // empty: none
    std::string session_name;  // "": the program's own
    int duration_seconds = 0;  // 0: AWS's default, an hour
};

struct ProfileChain {
    Credentials keys;
    std::vector<RoleStep> roles;  // in the order in which they are assumed
};

// Follows source_profile to the keys. ErrorKind::credentials for a profile that is missing, without credentials, half
// filled in, part of a loop, in need of MFA, or made for a source that this release does not have (single sign-on,
// credential_process, web identity, credential_source): the message names profile and source.
Result<ProfileChain> resolve_profile(const ProfileFile& file, const std::string& profile);

}  // namespace iamirror::aws
