// Keys of a role that IAM Identity Center gives to whoever has signed in.
// https://docs.aws.amazon.com/singlesignon/latest/PortalAPIReference/API_GetRoleCredentials.html
#pragma once

#include <string>

#include "aws/credentials/sso_token.h"

namespace iamirror::aws {

struct SsoRole {
    SsoSession session;
    std::string account_id;  // both are empty in a profile that is for a token alone
    std::string role_name;
};

// ErrorKind::credentials, with the sign-in's command where that is the remedy.
Result<Credentials> sso_credentials(const SsoRole& role, const CredentialsParts& parts,
                                    const EndpointSettings& endpoints);

}  // namespace iamirror::aws
