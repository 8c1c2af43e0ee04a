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

// Name and value of each entry ("Users" -> 14) of the call's answer; empty where it failed.
std::map<std::string, long> summary_entries(const Result<aws::Answer>& answer);

// How the call went, as a row of ops.scope.
sql::ScopeResult summary_scope(const Result<aws::Answer>& answer, const std::string& account_id, Time read_at);

// A finding for each type whose complete listing has another number of objects.
void compare_counts(const std::map<std::string, long>& summary, const std::string& account_id, Reading& reading);

}  // namespace iamirror::sync
