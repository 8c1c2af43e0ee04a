// The token that `aws sso login` leaves behind, renewed where it can be.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-sso-credentials.html
#pragma once

#include <string>

#include "aws/credentials.h"
#include "aws/endpoint.h"

namespace iamirror::aws {

// Whose sign-in it is: of an sso-session section, or (the older form) of a start URL.
struct SsoSession {
    std::string profile;  // that names it, for the remedy
    std::string name;     // of the section; "" in the older form
    std::string start_url;
    std::string region;
};

struct SsoToken {
    Secret text;
    Time expires_at;
};

// "aws sso login --profile audit".
std::string sign_in_command(const SsoSession& session);

// ~/.aws/sso/cache/SHA1.json, of the section's name or the start URL; "" where HOME is not known.
std::string sso_cache_path(const SsoSession& session, const Surroundings& surroundings);

// The token, if it lasts. One of a section that ends within five minutes is renewed with its refresh token
// (https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html), and the file replaced, as
// AWS's tools do: the old refresh token may be worth nothing then. ErrorKind::credentials with the command that helps
// where the file is missing, is not what it should be, or its token has ended.
Result<SsoToken> sso_token(const SsoSession& session, const CredentialsParts& parts, const EndpointSettings& endpoints);

// The endpoint of the sign-in's services ("portal.sso", "oidc") in its region, with the overrides of `id`
// (AWS_ENDPOINT_URL_SSO, AWS_ENDPOINT_URL_SSO_OIDC).
Result<Endpoint> sso_endpoint(const std::string& service, const std::string& id, const std::string& region,
                              EndpointSettings endpoints);

}  // namespace iamirror::aws
