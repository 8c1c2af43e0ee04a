// Keys that the agent beside a container gives it: ECS tasks, EKS Pod Identity.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-container-credentials.html
#pragma once

#include <optional>
#include <string>

#include "aws/credentials.h"
#include "aws/internal/url.h"

namespace iamirror::aws {

// AWS_CONTAINER_CREDENTIALS_RELATIVE_URI below ECS's address, else AWS_CONTAINER_CREDENTIALS_FULL_URI: https, or http
// to this machine, ECS's or EKS's address. nullopt where neither is set; an error for anything else.
std::optional<Result<Url>> container_url(const Surroundings& surroundings);

// nullopt where no address is set. The authorization is AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE's, read anew, else
// AWS_CONTAINER_AUTHORIZATION_TOKEN.
std::optional<Result<Credentials>> container_credentials(const CredentialsParts& parts);

}  // namespace iamirror::aws
