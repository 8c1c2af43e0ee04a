#include "tests/resources/read_rows.h"

namespace iamirror::sync {

namespace {

const char* const policies = R"(<R><RoleDetailList><member><RoleId>R1</RoleId>
<AttachedManagedPolicies><member><PolicyArn>arn:aws:iam::aws:policy/Used</PolicyArn></member></AttachedManagedPolicies>
</member></RoleDetailList><Policies>
<member><Arn>arn:aws:iam::aws:policy/Used</Arn><PolicyId>ANPA1</PolicyId></member>
<member><Arn>arn:aws:iam::aws:policy/Unused</Arn><PolicyId>ANPA2</PolicyId></member>
<member><Arn>arn:aws:iam::123456789012:policy/team/Own</Arn><PolicyId>ANPA3</PolicyId><DefaultVersionId>v2</DefaultVersionId>
<PolicyVersionList><member><VersionId>v2</VersionId><IsDefaultVersion>true</IsDefaultVersion><Document>{"Statement":[]}</Document></member>
<member><VersionId>v1</VersionId><IsDefaultVersion>false</IsDefaultVersion><Document>{"Id":"old"}</Document></member></PolicyVersionList></member>
</Policies></R>)";

std::vector<Row> rows_of(const std::string& type) {
    auto rows = read_rows(type_named(type).primary, {policies});
    EXPECT_TRUE(rows.ok());
    return rows ? *rows : std::vector<Row>{};
}

}  // namespace

TEST(AwsIamPolicy, KeepsOfAwsOwnThoseInUse) {
    std::vector<std::string> keys;
    for (const auto& row : rows_of("aws_iam_policy")) keys.push_back(row.object_id);
    EXPECT_EQ(keys, (std::vector<std::string>{"ANPA3", "arn:aws:iam::aws:policy/Used"}));
}

TEST(AwsIamPolicy, HasTheDefaultVersionsDocument) {
    const auto rows = rows_of("aws_iam_policy");
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows[0].name, "Own");
    ASSERT_EQ(rows[0].documents.size(), 1u);
    EXPECT_EQ(rows[0].documents[0].body, R"({"Statement":[]})");
}

TEST(AwsIamPolicy, SaysWhenThereIsNoDefaultVersion) {
    const auto rows = rows_of("aws_iam_policy");
    ASSERT_EQ(rows.size(), 2u);
    ASSERT_EQ(rows[1].findings.size(), 1u);
    EXPECT_EQ(rows[1].findings[0].code, "policy_without_default_version");
}

TEST(AwsIamPolicyVersion, HasEveryVersionOfCustomerPolicies) {
    std::vector<std::string> keys;
    for (const auto& row : rows_of("aws_iam_policy_version")) keys.push_back(row.object_id);
    EXPECT_EQ(keys, (std::vector<std::string>{"ANPA3/v2", "ANPA3/v1"}));
}

}  // namespace iamirror::sync
