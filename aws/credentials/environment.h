// Keys that stand in the environment.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-static-credentials.html
#pragma once

#include <optional>

#include "aws/credentials.h"

namespace iamirror::aws {

// AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN. nullopt where neither key is set (blank counts as not
// set), an error where only one is.
std::optional<Result<Credentials>> environment_credentials(const Surroundings& surroundings);

}  // namespace iamirror::aws
