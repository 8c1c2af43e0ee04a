// Which calls of an apply the identity's policies allow, as IAM itself simulates them: nothing is written.
#pragma once

#include <string>

#include "aws/client.h"
#include "sync/doctor/check.h"

namespace iamirror::sync {

// One check for each permission. Where IAM does not simulate (iam:SimulatePrincipalPolicy denied, a federated user) all
// are unknown and say why. Conditions and policies of other accounts are not part of a simulation.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
Checks probe_apply(aws::Client& client, const std::string& identity_arn);

}  // namespace iamirror::sync
