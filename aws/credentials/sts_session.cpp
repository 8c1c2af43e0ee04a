#include "aws/credentials/sts_session.h"

namespace iamirror::aws {

Result<Credentials> session_of(const Answer& answer, const Operation& operation, const std::string& role_arn,
                               std::string source) {
    const Node node = answer.result.at("Credentials");
    const auto id = node.text("AccessKeyId"), secret = node.text("SecretAccessKey"), token = node.text("SessionToken");
    const auto expiration = parse_time(node.text("Expiration").value_or(""));
    if (!id || !secret || !token || id->empty() || secret->empty() || token->empty() || !expiration)
        return Error{.kind = ErrorKind::invalid_answer,
                     .message = "the answer holds no complete credentials",
                     .service_action = operation.action(),
                     .resource = role_arn,
                     .request_id = answer.request_id};
    return Credentials{.access_key_id = *id,
                       .secret_access_key = Secret{*secret},
                       .session_token = Secret{*token},
                       .expires_at = expiration,
                       .source = std::move(source)};
}

Error refused_session(Error error, const std::string& role_arn, std::string hint) {
    error.resource = role_arn;
    const bool is_refused =
        error.kind == ErrorKind::denied || error.kind == ErrorKind::not_found || error.kind == ErrorKind::invalid_input;
    if (!is_refused) return error;
    error.kind = ErrorKind::credentials;
    error.hint = std::move(hint);
    return error;
}

}  // namespace iamirror::aws
