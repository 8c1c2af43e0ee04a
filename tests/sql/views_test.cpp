// What the views say: Steampipe's meaning and its ways of saying nothing; the past as of a time.
#include <gtest/gtest.h>

#include "tests/sql/mirror_fixture.h"

namespace iamirror::sql {
namespace {

const std::string trust = R"({"Version":"2012-10-17"})";
const std::string date = R"("create_date": "2026-01-01T00:00:00Z")";
const std::string bare =
    R"({"path": "/", )" + date + R"(, "tags": {}, "attached_policy_arns": [], "inline_policies": {}})";

class ViewsTest : public MirrorTest {
  protected:
    Listing users{scope("aws_iam_user"), {object("AIDA1", "ann", bare), object("AIDA2", "bob", bare)}};
    Listing groups{scope("aws_iam_group"), {object("AGPA1", "ops", bare), object("AGPA2", "empty", bare)}};
    Listing members{scope("aws_iam_group_member"),
                    {object("AGPA1/AIDA1", "", R"({"group_id": "AGPA1", "user_id": "AIDA1"})")}};
    Listing roles{scope("aws_iam_role"),
                  {object("AROA1", "app",
                          R"({"path": "/", )" + date + R"(, "tags": {}, "inline_policies": {},
                            "attached_policy_arns": ["arn:aws:iam::111122223333:thing/read"],
                            "trust_document": "\\x)" +
                              sha256_hex(trust) + "\"}")}};
    Listing policies{scope("aws_iam_policy"),
                     {object("ANPA1", "read",
                             R"({"path": "/", )" + date + R"(, "is_aws_managed": false, "default_version_id": "v1",
                               "document": "\\x)" +
                                 sha256_hex(trust) + "\"}",
                             R"({"attachment_count": 1, "permissions_boundary_usage_count": 0})"),
                      object("ANPA2", "idle", R"({"path": "/"})", R"({"attachment_count": 0})")}};
    Listing profiles{scope("aws_iam_instance_profile"),
                     {object("AIPA1", "web", R"({"path": "/", )" + date + R"(, "role_ids": ["AROA1"]})"),
                      object("AIPA2", "bare", R"({"path": "/", )" + date + R"(, "role_ids": []})")}};

    void import_all() { import({users, groups, members, roles, policies, profiles}, {document(trust)}); }
};

TEST_F(ViewsTest, GroupsAndUsersShowEachOther) {
    import_all();
    EXPECT_EQ(one("select groups from aws.aws_iam_user where name = 'ann'"),
              R"([{"Arn": "arn:aws:iam::111122223333:thing/ops", "Path": "/", "GroupId": "AGPA1", "GroupName": "ops", )"
              R"("CreateDate": "2026-01-01T00:00:00Z"}])");
    EXPECT_EQ(one("select groups from aws.aws_iam_user where name = 'bob'"), "[]");
    EXPECT_EQ(one("select users->0->>'UserName' from aws.aws_iam_group where name = 'ops'"), "ann");
    EXPECT_EQ(one("select users from aws.aws_iam_group where name = 'empty'"), "(null)");
    EXPECT_EQ(one("select group_name || user_name || title from aws.aws_iam_group_member"), "opsannops/ann");
}

TEST_F(ViewsTest, NothingIsNullWhereSteampipeGivesNull) {
    import_all();
    EXPECT_EQ(one("select num_nonnulls(inline_policies, inline_policies_std, attached_policy_arns, tags, tags_src,"
                  " permissions_boundary_arn, permissions_boundary_type) from aws.aws_iam_user where name = 'ann'"),
              "0");
    EXPECT_EQ(one("select num_nonnulls(inline_policies, inline_policies_std, tags, tags_src, permissions_boundary_arn)"
                  " from aws.aws_iam_role"),
              "0");
    EXPECT_EQ(one("select attached_policy_arns->>0 from aws.aws_iam_role"), "arn:aws:iam::111122223333:thing/read");
}

TEST_F(ViewsTest, RolesAndInstanceProfilesShowEachOther) {
    import_all();
    EXPECT_EQ(one("select instance_profile_arns from aws.aws_iam_role"), R"(["arn:aws:iam::111122223333:thing/web"])");
    EXPECT_EQ(one("select roles->0->>'RoleName' || (roles->0->>'AssumeRolePolicyDocument')"
                  " from aws.aws_iam_instance_profile where title = 'web'"),
              "app" + trust);
    EXPECT_EQ(one("select roles from aws.aws_iam_instance_profile where title = 'bare'"), "(null)");
}

TEST_F(ViewsTest, AttachmentsHaveARowForEachPolicy) {
    import_all();
    EXPECT_EQ(one("select policy_roles || policy_users || policy_groups from aws.aws_iam_policy_attachment where "
                  "is_attached"),
              R"([{"RoleId": "AROA1", "RoleName": "app"}])");
    EXPECT_EQ(one("select policy_roles || policy_users || policy_groups from aws.aws_iam_policy_attachment"
                  " where not is_attached"),
              "[]");
    EXPECT_EQ(one("select is_attached from aws.aws_iam_policy where name = 'idle'"), "f");
}

TEST_F(ViewsTest, AccountsAreCalledByAliasOrId) {
    const auto here = object(account, "", R"({"partition": "aws-cn"})");
    import({{ scope("aws_account"), { here } }});
    EXPECT_EQ(one("select title || ' ' || arn || ' ' || (akas->>0) || ' ' || partition from aws.aws_account"),
              "111122223333 arn:aws-cn:::111122223333 arn:aws-cn:::111122223333 aws-cn");
    import({{scope("aws_account"),
             { here }},
            { scope("aws_account", "ListAccountAliases"),
              { enriched(here, R"({"account_aliases": ["prod"]})") } }});
    EXPECT_EQ(one("select title from aws.aws_account"), "prod");
}

TEST_F(ViewsTest, ListedPolicyIdFillsTheGap) {
    auto policy = object("arn:aws:iam::111122223333:thing/p", "p", R"({"path": "/"})");
    auto listed = enriched(policy, R"({"listed_policy_id": "ANPA7"})");
    listed.unique_id = "ANPA7";
    import({{scope("aws_iam_policy"), { policy }}, { scope("aws_iam_policy", "ListPolicies"), { listed } }});
    EXPECT_EQ(one("select policy_id from aws.aws_iam_policy"), "ANPA7");
    EXPECT_EQ(
        import({{scope("aws_iam_policy"), {policy}}, {scope("aws_iam_policy", "ListPolicies"), {listed}}}).rows_written,
        0);
}

class AsOfTest : public ViewsTest {
  protected:
    std::string as_of(const std::string& moment, const std::string& sql) {
        database->query("select set_config('iamirror.as_of', $1, false)", {moment});
        const auto answer = one(sql);
        database->query("select set_config('iamirror.as_of', '', false)");
        return answer;
    }
};

TEST_F(AsOfTest, ShowsWhatWasThen) {
    const auto first = import({users, groups, members});
    members.objects.clear();
    users.objects.pop_back();
    const auto second = import({users, groups, members});
    const std::string names = "select string_agg(name, ',' order by name) from aws_at.aws_iam_user";
    EXPECT_EQ(as_of(first.published_at, names), "ann,bob");
    EXPECT_EQ(as_of(second.published_at, names), "ann");
    EXPECT_EQ(as_of("2000-01-01", names), "(null)");
    EXPECT_EQ(as_of("infinity", names), "ann");
    const std::string in_groups = "select groups->0->>'GroupName' from aws_at.aws_iam_user where name = 'ann'";
    EXPECT_EQ(as_of(first.published_at, in_groups), "ops");
    EXPECT_EQ(as_of(second.published_at, in_groups), "(null)");
}

TEST_F(AsOfTest, NotSetOrEmptyIsNow) {
    import_all();
    for (const char* setting : {"reset iamirror.as_of", "set iamirror.as_of = ''"}) {
        database->script(setting);
        for (const char* type : {"aws_iam_user", "aws_iam_group", "aws_iam_role", "aws_iam_policy",
                                 "aws_iam_policy_attachment", "aws_iam_instance_profile", "aws_iam_group_member"}) {
            const std::string name = type;
            EXPECT_EQ(one("select count(*) from (table aws." + name + " except table aws_at." + name + ") d"), "0")
                << type;
            EXPECT_EQ(
                one("select (select count(*) from aws." + name + ") = (select count(*) from aws_at." + name + ")"),
                "t");
        }
    }
}

TEST_F(AsOfTest, ActivityOfThePastIsNotKnown) {
    import_all();
    EXPECT_EQ(one("select attachment_count from aws_at.aws_iam_policy where name = 'read'"), "1");
    EXPECT_EQ(as_of("infinity", "select attachment_count from aws_at.aws_iam_policy where name = 'read'"), "(null)");
}

TEST_F(AsOfTest, AttachmentsFollow) {
    import_all();
    const auto then = one("select max(published_at) from ops.run");
    auto& columns = roles.objects[0].columns;
    const std::string attached = R"(["arn:aws:iam::111122223333:thing/read"])";
    columns.replace(columns.find(attached), attached.size(), "[]");
    roles.objects[0].hash = sha256("detached");
    import({roles});
    EXPECT_EQ(one("select count(*) from aws.aws_iam_policy_attachment where is_attached"), "0");
    EXPECT_EQ(as_of(then, "select count(*) from aws_at.aws_iam_policy_attachment where is_attached"), "1");
}

}  // namespace
}  // namespace iamirror::sql
