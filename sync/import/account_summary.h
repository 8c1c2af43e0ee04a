// iam:GetAccountSummary against what was read: a listing that lost something on the way does not add up.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountSummary.html
#pragma once

#include <map>
#include <string>

#include "aws/client.h"
#include "sync/import/read_listings.h"

namespace iamirror::sync {

// The scope the call is reported as: an enrichment of aws_account without columns.
inline constexpr std::string_view account_summary_part = "GetAccountSummary";

// Name and value of each entry ("Users" -> 14), as the call says; appends its scope to `reading`.
std::map<std::string, long> read_account_summary(aws::Client& client, const std::string& account_id, Clock& clock,
                                                 Reading& reading);

// A finding for each type whose complete listing has another number of objects.
void compare_counts(const std::map<std::string, long>& summary, const std::string& account_id, Reading& reading);

}  // namespace iamirror::sync
