// What the two types made of ManagedPolicyDetail share.
#pragma once

#include <string>

#include "sync/resource_type.h"

namespace iamirror::sync {

// True for the ARN of one of AWS's own policies: its account field is "aws".
bool is_aws_managed(const std::string& policy_arn);

// The key of a policy: AWS's id of a customer policy; the ARN of AWS's own, whose ids repeat in every account, and
// where an implementation leaves the id out.
std::string policy_key(const aws::Node& policy);

// One ManagedPolicyDetail as a row of aws_iam_policy, with the document of its default version.
Result<Row> read_policy(const Part& part, const aws::Node& policy);

}  // namespace iamirror::sync
