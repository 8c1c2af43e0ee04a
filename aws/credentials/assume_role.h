// Keys of a role, from other keys. https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
#pragma once

#include "aws/client.h"
#include "aws/credentials/profile.h"

namespace iamirror::aws {

// What the calls to STS stand on: `credentials` is set by each call.
Result<Credentials> assume_role(const RoleStep& role, const Credentials& with, ClientParts parts);

// Every role of the chain, one with the keys of the one before.
Result<Credentials> assume_chain(const ProfileChain& chain, const ClientParts& parts);

}  // namespace iamirror::aws
