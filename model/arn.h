// Amazon Resource Names of any partition.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#pragma once

#include <string>
#include <string_view>

#include "model/base/result.h"

namespace iamirror::model {

struct Arn {
    std::string partition;  // "aws", "aws-cn", "aws-us-gov", …
    std::string service;    // "iam"
    std::string region;     // "" for what has none
    std::string account;    // 12 digits; "" for S3, "aws" for AWS's own policies
    std::string resource;   // all behind the fifth colon
    bool operator==(const Arn&) const = default;
};

// ErrorKind::invalid_input for what is no ARN of one object: a part missing, a wildcard before the resource, a control
// character.
Result<Arn> parse_arn(std::string_view text);
std::string format(const Arn& arn);

// The part at that place, from 0, of an ARN or a pattern of ARNs as it is written: 4 is the account, 5 all behind the
// fifth colon. "" where it is empty or missing.
std::string_view arn_segment(std::string_view arn, int place);

// "aws" of an ARN, wildcards or not; "" for what does not begin as one.
std::string partition_of(std::string_view arn);

// An object of IAM by its ARN: role/path/to/name. Type "root" has neither path nor name.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
struct IamObject {
    std::string partition;
    std::string account;  // 12 digits, or "aws"
    std::string type;     // "user", "role", "group", "policy", "instance-profile", "root", …
    std::string path;     // "/" or "/a/b/"
    std::string name;
    bool operator==(const IamObject&) const = default;
};

// ErrorKind::invalid_input for another service, a missing account or name.
Result<IamObject> parse_iam_arn(std::string_view text);
std::string format(const IamObject& object);

bool is_account_id(std::string_view text);  // 12 digits

}  // namespace iamirror::model
