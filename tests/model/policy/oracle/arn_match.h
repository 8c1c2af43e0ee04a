// ARNs compared segment by segment.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
#pragma once

#include <string>

#include "tests/model/policy/oracle/facts.h"
#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

// R8, R9: six segments each for itself; only the sixth may hold colons and slashes.
bool arn_matches(const Facts& facts, const Pattern& pattern, const std::string& arn);

// One entry of Resource or NotResource. R11: variables only behind the fifth colon.
bool resource_entry_matches(Facts& facts, bool variables, const std::string& entry, const std::string& arn);

}  // namespace iamirror::oracle
