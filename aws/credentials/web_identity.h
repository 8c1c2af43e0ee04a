// Keys of a role for a token that someone else vouches for, as EKS puts it into a pod.
// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
#pragma once

#include <optional>
#include <string>

#include "aws/client.h"

namespace iamirror::aws {

struct WebIdentity {
    std::string named_by;  // "environment", "profile audit"
    std::string role_arn;
    std::string token_file;
    std::string session_name;  // "": the program's own
    int duration_seconds = 0;  // 0: AWS's default, an hour
};

// AWS_WEB_IDENTITY_TOKEN_FILE, AWS_ROLE_ARN, AWS_ROLE_SESSION_NAME. nullopt where there is no token file, an error
// where there is no role beside it.
std::optional<Result<WebIdentity>> environment_web_identity(const Surroundings& surroundings);

// Reads the file anew, for its token is replaced before it ends; the call is not signed. ErrorKind::credentials where
// the file is missing, empty or no token, or STS refuses it.
Result<Credentials> web_identity_credentials(const WebIdentity& identity, const Surroundings& surroundings,
                                             ClientParts parts);

}  // namespace iamirror::aws
