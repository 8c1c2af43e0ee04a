#include "sync/status_output.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <sstream>

#include "model/base/text.h"

namespace iamirror::sync {
namespace {

const sql::Rows runs{{"run_id", "command", "status", "started_at", "seconds", "api_calls", "exit_code", "error"},
                     {{"12", "import", "interrupted", "2026-10-01T12:34:56.789000Z", "3725", "1234567", "143", {}},
                      {"11", "apply", "failed", "2026-10-01T12:33:59.000000Z", "61", "9", "1",
                       "iam:CreateRole: access denied: User: arn:aws:iam::123456789012:user/bo is not authorized to "
                       "perform: iam:CreateRole on resource \x1b[31m"},
                      {"10", "plan", "running", "2026-10-01T12:33:59.000000Z", {}, "0", {}, {}}}};
const sql::Rows scopes{
    {"account_id", "region", "resource_type", "status", "objects", "read_at", "stale_since", "missing_permission",
     "error_message"},
    {{"123456789012", "ap-southeast-2", "aws_s3_access_point", "complete", "1", "2026-10-01T12:34:56Z", {}, {}, {}},
     {"123456789012", "global", "aws_iam_role", "complete", "1000000", "2026-10-01T12:34:56Z", {}, {}, {}},
     {"123456789012", "global", "aws_s3_bucket/GetBucketOwnershipControls", "complete", "10000", "2026-10-01T12:34:56Z",
      "2026-09-01T10:00:00Z", "s3:GetBucketOwnershipControls", "access denied"}}};

std::string printed(OutputFormat format) {
    std::ostringstream out;
    print_status(out, runs, scopes, format);
    return out.str();
}

TEST(StatusOutput, FitsEightyColumns) {
    const auto text = printed(OutputFormat::table);
    for (const auto line : split(text, '\n')) EXPECT_LE(line.size(), 80U) << line;
}

TEST(StatusOutput, SaysTheWholeErrorBelowItsRun) {
    const auto text = printed(OutputFormat::table);
    EXPECT_NE(text.find("12   import   interrupted  2026-10-01 12:34  1 h 2 min  1234567  143\n11   apply"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("  1\n    iam:CreateRole: access denied: User:"), std::string::npos) << text;
    EXPECT_NE(text.find("resource \\x1B[31m\n10   plan     running"), std::string::npos) << text;
}

TEST(StatusOutput, HasATableForEachRegion) {
    const auto text = printed(OutputFormat::table);
    EXPECT_NE(text.find("\nAccount 123456789012, ap-southeast-2\nresource type        status    objects  read (UTC)\n"),
              std::string::npos)
        << text;
    EXPECT_NE(text.find("\nAccount 123456789012, global\n"), std::string::npos);
    EXPECT_NE(text.find("    not renewed since 2026-09-01 10:00; needs s3:GetBucketOwnershipControls;\n"
                        "    access denied\n"),
              std::string::npos)
        << text;
}

TEST(StatusOutput, GivesCountsAsNumbersAndIdsAsText) {
    const auto object = nlohmann::json::parse(printed(OutputFormat::json));
    EXPECT_EQ(object["runs"][0]["api_calls"], 1234567);
    EXPECT_EQ(object["runs"][0]["run_id"], "12");
    EXPECT_TRUE(object["runs"][2]["exit_code"].is_null());
    EXPECT_EQ(object["scopes"][1]["objects"], 1000000);
}

}  // namespace
}  // namespace iamirror::sync
