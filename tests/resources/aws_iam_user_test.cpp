#include "tests/resources/read_rows.h"

namespace iamirror::sync {

namespace {

const char* const one_user = R"(<GetAccountAuthorizationDetailsResult><UserDetailList><member>
<UserId>AIDAEXAMPLE</UserId><UserName>bo</UserName><Path>/eng/</Path><Arn>arn:aws:iam::123456789012:user/eng/bo</Arn>
<CreateDate>2024-02-29T10:00:00Z</CreateDate>
<Tags><member><Key>team</Key><Value>data</Value></member></Tags>
<AttachedManagedPolicies><member><PolicyArn>arn:b</PolicyArn></member><member><PolicyArn>arn:a</PolicyArn></member>
<member><PolicyArn>arn:b</PolicyArn></member></AttachedManagedPolicies>
<UserPolicyList><member><PolicyName>p</PolicyName><PolicyDocument>%7B%22Version%22%3A%222012-10-17%22%7D</PolicyDocument></member></UserPolicyList>
</member></UserDetailList></GetAccountAuthorizationDetailsResult>)";

}  // namespace

TEST(AwsIamUser, TakesEveryColumn) {
    const auto rows = read_rows(type_named("aws_iam_user").primary, {one_user});
    ASSERT_TRUE(rows.ok());
    ASSERT_EQ(rows->size(), 1u);
    const auto& row = rows->front();
    EXPECT_EQ(row.object_id, "AIDAEXAMPLE");
    EXPECT_EQ(row.name, "bo");
    EXPECT_EQ(row.columns.at("path"), "/eng/");
    EXPECT_EQ(row.columns.at("create_date"), "2024-02-29T10:00:00Z");
    EXPECT_EQ(row.columns.at("tags"), (nlohmann::json{{"team", "data"}}));
    EXPECT_EQ(row.columns.at("attached_policy_arns"), (nlohmann::json{"arn:a", "arn:b"}));
    EXPECT_TRUE(row.columns.at("permissions_boundary_arn").is_null());
}

TEST(AwsIamUser, KeepsInlinePoliciesByHash) {
    const auto rows = read_rows(type_named("aws_iam_user").primary, {one_user});
    ASSERT_TRUE(rows.ok());
    const auto& row = rows->front();
    ASSERT_EQ(row.documents.size(), 1u);
    EXPECT_EQ(row.documents[0].body, R"({"Version":"2012-10-17"})");
    EXPECT_EQ(row.columns.at("inline_policies").at("p").get<std::string>().size(), 64u);
}

TEST(AwsIamUser, LastUseIsActivity) {
    const auto type = type_named("aws_iam_user");
    const auto& part = type.enrichments.at(0);
    const auto rows =
        read_rows(part, {"<R><Users><member><UserId>AIDAEXAMPLE</UserId><Arn>arn:u</Arn>"
                         "<PasswordLastUsed>2026-01-01T00:00:00Z</PasswordLastUsed></member></Users></R>"});
    ASSERT_TRUE(rows.ok());
    EXPECT_TRUE(rows->front().columns.empty());
    EXPECT_EQ(rows->front().activity.at("password_last_used"), "2026-01-01T00:00:00Z");
}

TEST(AwsIamUser, WithoutIdEndsTheScope) {
    const auto rows = read_rows(type_named("aws_iam_user").primary,
                                {"<R><UserDetailList><member><UserName>x</UserName></member></UserDetailList></R>"});
    ASSERT_FALSE(rows.ok());
    EXPECT_EQ(rows.error().kind, ErrorKind::invalid_answer);
}

TEST(AwsIamUser, AnIdLongerThanAnIndexHoldsEndsTheScope) {
    const auto rows = read_rows(
        type_named("aws_iam_user").primary,
        {"<R><UserDetailList><member><UserId>" + std::string(5000, 'A') + "</UserId></member></UserDetailList></R>"});
    ASSERT_FALSE(rows.ok());
    EXPECT_EQ(rows.error().kind, ErrorKind::invalid_answer);
}

TEST(AwsIamUser, AnUnreadableTimeIsNullWithAFinding) {
    const auto rows = read_rows(type_named("aws_iam_user").primary,
                                {"<R><UserDetailList><member><UserId>A</UserId><CreateDate>30 February</CreateDate>"
                                 "</member></UserDetailList></R>"});
    ASSERT_TRUE(rows.ok());
    EXPECT_TRUE(rows->front().columns.at("create_date").is_null());
    ASSERT_EQ(rows->front().findings.size(), 1u);
    EXPECT_EQ(rows->front().findings[0].code, "value_not_readable");
    EXPECT_NE(rows->front().findings[0].message.find("30 February"), std::string::npos);
}

}  // namespace iamirror::sync
