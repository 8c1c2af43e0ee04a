#include "aws/credentials/web_identity.h"

#include <algorithm>

#include "aws/credentials/profile_file.h"
#include "aws/credentials/sts_session.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

Operation assume_role_operation() {
    return {.service = "sts", .name = "AssumeRoleWithWebIdentity", .api_version = "2011-06-15", .is_unsigned = true};
}

Error bad_file(const WebIdentity& identity, const std::string& problem) {
    return {.kind = ErrorKind::credentials,
            .message = identity.named_by + ": the web identity token's file " + problem,
            .hint = "whoever writes the file (in EKS the kubelet) must put a token there",
            .resource = printable(identity.token_file)};
}

Result<Secret> token_of(const WebIdentity& identity, const Surroundings& surroundings) {
    constexpr std::size_t longest = 20'000;  // STS's own bound
    const auto text = surroundings.read_file(identity.token_file);
    if (!text) return bad_file(identity, "is not there, or cannot be read");
    const auto token = trim(*text);
    if (token.empty()) return bad_file(identity, "is empty");
    const bool is_plain = std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c < 0x7F; });
    if (!is_plain || token.size() > longest) return bad_file(identity, "holds no token");
    return Secret{std::string{token}};
}

std::string hint_for(const WebIdentity& identity, const std::string& code) {
    if (code == "ExpiredTokenException" || code == "ExpiredToken")
        return "the token has expired: whoever writes " + printable(identity.token_file) + " must put a new one there";
    if (code.starts_with("InvalidIdentityToken"))
        return "the account needs an identity provider for the token's issuer and audience";
    return "the role's trust policy must allow sts:AssumeRoleWithWebIdentity to the token's issuer, audience and "
           "subject";
}

}  // namespace

std::optional<Result<WebIdentity>> environment_web_identity(const Surroundings& surroundings) {
    const auto file = value_of(surroundings.environment, "AWS_WEB_IDENTITY_TOKEN_FILE");
    if (file.empty()) return std::nullopt;
    const auto role = value_of(surroundings.environment, "AWS_ROLE_ARN");
    if (role.empty())
        return Error{.kind = ErrorKind::credentials,
                     .message = "AWS_WEB_IDENTITY_TOKEN_FILE is set, AWS_ROLE_ARN is not",
                     .hint = "set AWS_ROLE_ARN to the role that the token is for, or unset both"};
    return WebIdentity{.named_by = "environment",
                       .role_arn = role,
                       .token_file = file,
                       .session_name = value_of(surroundings.environment, "AWS_ROLE_SESSION_NAME")};
}

Result<Credentials> web_identity_credentials(const WebIdentity& identity, const Surroundings& surroundings,
                                             ClientParts parts) {
    const auto token = token_of(identity, surroundings);
    if (!token) return token.error();
    Parameters parameters{{"RoleArn", identity.role_arn},
                          {"RoleSessionName", identity.session_name.empty() ? "iamirror" : identity.session_name},
                          {"WebIdentityToken", token->reveal()}};
    if (identity.duration_seconds > 0)
        parameters.emplace_back("DurationSeconds", std::to_string(identity.duration_seconds));
    GivenKeys nobody{Credentials{.source = identity.named_by + ": web identity token"}};
    parts.credentials = &nobody;
    parts.hidden = *token;
    Client client{std::move(parts)};
    const auto operation = assume_role_operation();
    const auto answer = client.call(operation, parameters);
    if (answer)
        return session_of(*answer, operation, identity.role_arn,
                          identity.named_by + ": web identity token, role " + printable(identity.role_arn));
    auto error = refused_session(answer.error(), identity.role_arn, "");
    if (error.kind == ErrorKind::credentials) error.hint = hint_for(identity, error.aws_code);
    return error;
}

}  // namespace iamirror::aws
