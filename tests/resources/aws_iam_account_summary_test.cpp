#include "tests/resources/read_rows.h"

namespace iamirror::sync {

namespace {

const char* const summary = R"(<GetAccountSummaryResult><SummaryMap>
<entry><key>Users</key><value>27</value></entry>
<entry><key>UsersQuota</key><value>5000</value></entry>
<entry><key>AccountMFAEnabled</key><value>1</value></entry>
<entry><key>SomethingNew</key><value>3</value></entry>
</SummaryMap></GetAccountSummaryResult>)";

Row row_of(const std::string& page) {
    const auto rows = read_rows(type_named("aws_iam_account_summary").primary, {page});
    EXPECT_TRUE(rows.ok());
    return rows && rows->size() == 1 ? rows->front() : Row{};
}

}  // namespace

TEST(AwsIamAccountSummary, TakesEntriesByTheirKeys) {
    const auto row = row_of(summary);
    EXPECT_EQ(row.columns.at("users_quota"), 5000);
    EXPECT_EQ(row.columns.at("account_mfa_enabled"), 1);
    EXPECT_FALSE(row.columns.contains("something_new"));
}

TEST(AwsIamAccountSummary, CountsAreActivity) {
    const auto row = row_of(summary);
    EXPECT_EQ(row.activity.at("users"), 27);
    EXPECT_FALSE(row.columns.contains("users"));
}

TEST(AwsIamAccountSummary, IsAskedForWithTheCallThatIsMadeAnyway) {
    EXPECT_EQ(type_named("aws_iam_account_summary").primary.listing.operation.action(), "iam:GetAccountSummary");
}

}  // namespace iamirror::sync
