#include "sync/import/account_summary.h"

#include <array>
#include <charconv>

#include "aws/pager.h"
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

struct Counted {
    const char* entry;
    const char* resource_type;
};

constexpr std::array<Counted, 5> counted{{{"Users", "aws_iam_user"},
                                          {"Groups", "aws_iam_group"},
                                          {"Roles", "aws_iam_role"},
                                          {"Policies", "aws_iam_policy"},
                                          {"InstanceProfiles", "aws_iam_instance_profile"}}};

sql::Finding mismatch(const Counted& what, long told, long read, const std::string& account_id) {
    return {.account_id = account_id,
            .region = "global",
            .resource_type = what.resource_type,
            .object_id = account_id,
            .arn = {},
            .attribute = what.entry,
            .code = "count_mismatch",
            .severity = "warning",
            .message = "iam:GetAccountSummary counts " + std::to_string(told) + " " + what.entry +
                       ", the listing gave " + std::to_string(read),
            .remedy = "import again; a difference that stays means that the listing or the summary is not complete"};
}

}  // namespace

std::map<std::string, long> summary_entries(const Result<aws::Answer>& answer) {
    std::map<std::string, long> summary;
    if (!answer) return summary;
    for (const auto& entry : answer->result.all("SummaryMap/entry")) {
        const auto text = entry.text("value").value_or("");
        long value = 0;
        if (std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc{})
            summary[entry.text("key").value_or("")] = value;
    }
    return summary;
}

sql::ScopeResult summary_scope(const Result<aws::Answer>& answer, const std::string& account_id, Time read_at) {
    aws::ListingSummary counted;
    counted.add(answer);
    sql::ScopeResult scope{.key = {account_id, "global", "aws_account", std::string{account_summary_part}},
                           .objects = answer ? 1 : 0,
                           .pages = counted.pages,
                           .calls = counted.calls,
                           .retries = counted.retries,
                           .read_at = to_rfc3339(read_at)};
    if (!answer) describe_failure(answer.error(), iam_operation("GetAccountSummary"), scope);
    return scope;
}

void compare_counts(const std::map<std::string, long>& summary, const std::string& account_id, Reading& reading) {
    for (const auto& what : counted) {
        const auto told = summary.find(what.entry);
        const auto read = reading.own_objects.find(what.resource_type);
        if (told == summary.end() || read == reading.own_objects.end() || told->second == read->second) continue;
        reading.findings.push_back(mismatch(what, told->second, read->second, account_id));
    }
}

}  // namespace iamirror::sync
