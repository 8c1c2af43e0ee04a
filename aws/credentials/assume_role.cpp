#include "aws/credentials/assume_role.h"

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// Keys that are there already.
class GivenKeys : public CredentialsProvider {
  public:
    explicit GivenKeys(Credentials keys) : keys_(std::move(keys)) {}
    Result<Credentials> get() override { return keys_; }

  private:
    Credentials keys_;
};

// It makes a session and changes nothing: asked twice, it does no harm.
Operation assume_role_operation() {
    return {.service = "sts", .name = "AssumeRole", .api_version = "2011-06-15"};
}

Parameters parameters_of(const RoleStep& role) {
    Parameters parameters{{"RoleArn", role.role_arn},
                          {"RoleSessionName", role.session_name.empty() ? "iamirror" : role.session_name}};
    if (role.duration_seconds > 0) parameters.emplace_back("DurationSeconds", std::to_string(role.duration_seconds));
    if (!role.external_id.empty()) parameters.emplace_back("ExternalId", role.external_id.reveal());
    return parameters;
}

// STS repeats an external id that it finds malformed.
void blot_out(std::string& text, const Secret& secret) {
    const auto& hidden = secret.reveal();
    if (hidden.empty()) return;
    for (auto at = text.find(hidden); at != std::string::npos; at = text.find(hidden, at + 3))
        text.replace(at, hidden.size(), "***");
}

Error explained(Error error, const RoleStep& role, const Credentials& with) {
    error.resource = role.role_arn;
    blot_out(error.message, role.external_id);
    for (auto& attempt : error.attempts) blot_out(attempt.message, role.external_id);
    const bool is_refused =
        error.kind == ErrorKind::denied || error.kind == ErrorKind::not_found || error.kind == ErrorKind::invalid_input;
    if (!is_refused) return error;
    // For whom the call was meant, nothing is denied: there is no identity to call with.
    error.kind = ErrorKind::credentials;
    error.hint = "the role's trust policy must allow the identity of " + with.source +
                 (role.external_id.empty() ? "" : " with this external id") +
                 ", and that identity needs sts:AssumeRole on it";
    return error;
}

Result<Credentials> credentials_of(const Answer& answer, const RoleStep& role) {
    const Node node = answer.result.at("Credentials");
    const auto id = node.text("AccessKeyId"), secret = node.text("SecretAccessKey"), token = node.text("SessionToken");
    const auto expiration = parse_time(node.text("Expiration").value_or(""));
    if (!id || !secret || !token || id->empty() || secret->empty() || !expiration)
        return Error{.kind = ErrorKind::invalid_answer,
                     .message = "the answer holds no complete credentials",
                     .service_action = "sts:AssumeRole",
                     .resource = role.role_arn,
                     .request_id = answer.request_id};
    return Credentials{.access_key_id = *id,
                       .secret_access_key = Secret{*secret},
                       .session_token = Secret{*token},
                       .expires_at = expiration,
                       .source = "profile " + printable(role.profile) + ": role " + printable(role.role_arn)};
}

}  // namespace

Result<Credentials> assume_role(const RoleStep& role, const Credentials& with, ClientParts parts) {
    GivenKeys keys{with};
    parts.credentials = &keys;
    Client client{std::move(parts)};
    const auto answer = client.call(assume_role_operation(), parameters_of(role));
    if (!answer) return explained(answer.error(), role, with);
    return credentials_of(*answer, role);
}

Result<Credentials> assume_chain(const ProfileChain& chain, const ClientParts& parts) {
    Credentials keys = chain.keys;
    for (const auto& role : chain.roles) {
        auto assumed = assume_role(role, keys, parts);
        if (!assumed) return assumed.error();
        keys = std::move(assumed).value();
    }
    return keys;
}

}  // namespace iamirror::aws
