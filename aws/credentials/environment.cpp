#include "aws/credentials/environment.h"

#include "aws/credentials/profile_file.h"

namespace iamirror::aws {

std::optional<Result<Credentials>> environment_credentials(const Surroundings& surroundings) {
    const auto id = value_of(surroundings.environment, "AWS_ACCESS_KEY_ID");
    const auto secret = value_of(surroundings.environment, "AWS_SECRET_ACCESS_KEY");
    if (id.empty() && secret.empty()) return std::nullopt;
    if (id.empty() || secret.empty())
        return Error{.kind = ErrorKind::credentials,
                     .message = "the environment has only one half of a key",
                     .hint = std::string{"set "} + (id.empty() ? "AWS_ACCESS_KEY_ID" : "AWS_SECRET_ACCESS_KEY") +
                             " too, or unset both"};
    return Credentials{.access_key_id = id,
                       .secret_access_key = Secret{secret},
                       .session_token = Secret{value_of(surroundings.environment, "AWS_SESSION_TOKEN")},
                       .source = "environment"};
}

}  // namespace iamirror::aws
