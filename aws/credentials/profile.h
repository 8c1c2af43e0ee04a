// What a profile says about credentials: where keys come from, and the roles that are assumed with them one after the
// other. https://docs.aws.amazon.com/sdkref/latest/guide/feature-assume-role-credentials.html
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "aws/credentials.h"
#include "aws/credentials/assume_role.h"
#include "aws/credentials/credential_process.h"
#include "aws/credentials/profile_file.h"
#include "aws/credentials/sso.h"
#include "aws/credentials/web_identity.h"

namespace iamirror::aws {

// credential_source: Environment, EcsContainer, Ec2InstanceMetadata.
enum class NamedSource { environment, container, instance };

using ProfileSource = std::variant<Credentials, WebIdentity, SsoRole, CredentialProcess, NamedSource>;

struct ProfileChain {
    ProfileSource source;
    std::vector<RoleStep> roles;  // in the order in which they are assumed
};

// Follows source_profile to the keys. ErrorKind::credentials for a profile that is missing, without credentials, half
// filled in, part of a loop, in need of MFA, or made for a source that this program does not have (login_session): the
// message names profile and source.
Result<ProfileChain> resolve_profile(const ProfileFile& file, const std::string& profile);

// Whether it says anything about credentials, rather than about regions and the like alone.
bool has_credential_settings(const Properties& profile);

}  // namespace iamirror::aws
