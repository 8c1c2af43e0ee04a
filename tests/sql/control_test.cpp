// Access controls: what is refused, in which words; what is kept; who may approve.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/sql/mirror_fixture.h"

namespace iamirror::sql {
namespace {

using ::testing::HasSubstr;

class ControlTest : public MirrorTest {
  protected:
    ControlTest() {
        database->script(R"(do $$ begin
            create role author login; create role approver login; create role double login; create role author_of_none login;
            grant iamirror_author to author, author_of_none, double; grant iamirror_approver to approver, double;
        exception when duplicate_object then null; end $$)");
        database->script("insert into ops.visible_account values ('author', '*'), ('approver', '*'), ('double', '*')");
        add();
    }

    void add(const std::string& name = "sales") {
        database->query("insert into control.access_control (name, type, account_id) values ($1, 'role', $2)",
                        {name, account});
    }
    std::unique_ptr<Database> as(const std::string& role) {
        return Database::connect(uri.substr(0, uri.rfind("&user=")) + "&user=" + role);
    }
    // What the database says to a statement; "" if it takes it.
    std::string refusal(const std::string& sql) { return refusal(*database, sql); }
    static std::string refusal(Database& who, const std::string& sql) {
        try {
            who.query(sql);
            return "";
        } catch (const DatabaseError& error) {
            return error.what();
        }
    }
};

struct Refused {
    const char* sql;
    const char* words;
};

TEST_F(ControlTest, WrongAccessControlsAreRefusedInWords) {
    const Refused cases[] = {
        {"('', 'role', '111122223333')", "needs a name"},
        {"('a b', 'role', '111122223333')", "'a b' holds a character that AWS does not take"},
        {"(repeat('x', 65), 'role', '111122223333')", "too long: AWS allows 64 characters for a role"},
        {"('SALES', 'role', '111122223333')", "there is an access control named 'SALES' already"},
        {"('x', 'wish', '111122223333')", "type 'wish' is not known"},
        {"('x', 'role', '1111')", "account '1111' is not an AWS account id"},
        {"('x', 'role', null)", "needs an account_id"},
        {"('AWSReservedSSO_x', 'role', '111122223333')", "reserved by AWS"},
        {"('Ab', 's3_access_point', '111122223333')", "not one of an access point"},
    };
    for (const auto& wrong : cases)
        EXPECT_THAT(
            refusal(std::string("insert into control.access_control (name, type, account_id) values ") + wrong.sql),
            HasSubstr(wrong.words));
}

TEST_F(ControlTest, OtherTypesAreStored) {
    for (const char* type :
         {"managed_policy", "permission_set", "iam_group_membership", "identity_center_group_membership"})
        EXPECT_EQ(refusal(std::string("insert into control.access_control (name, type, account_id) values ('x-") +
                          type + "', '" + type + "', '111122223333')"),
                  "");
}

TEST_F(ControlTest, WrongWhoIsRefusedInWords) {
    const Refused cases[] = {
        {"('none', 'user', 'ann', null, null)", "there is no access control named 'none'"},
        {"('sales', 'friend', 'ann', null, null)", "who_type 'friend' is not known"},
        {"('sales', 'account', '12', null, null)", "account '12' is not an AWS account id"},
        {"('sales', 'service', 'lambda', null, null)", "service 'lambda' is not one of AWS"},
        {"('sales', 'user', 'a*', null, null)", "names nobody"},
        {"('sales', 'user', 'ann', null, '2020-01-01')", "is in the past"},
        {"('sales', 'user', 'ann', 'x', null)", "an external id goes with an account"},
        {"('sales', 'access_control', 'lost', null, null)", "there is no access control named 'lost'"},
    };
    for (const auto& wrong : cases)
        EXPECT_THAT(refusal(std::string("insert into control.who values ") + wrong.sql), HasSubstr(wrong.words));
    for (const char* right :
         {"('sales', 'user', 'ann', null, null)", "('sales', 'account', '444455556666', 'xyz', null)",
          "('sales', 'service', 'ec2.amazonaws.com', null, '2100-01-01')",
          "('sales', 'role', 'arn:aws:iam::444455556666:role/x', null, null)"})
        EXPECT_EQ(refusal(std::string("insert into control.who values ") + right), "");
}

TEST_F(ControlTest, NamesAreLookedUpOnceTheAccountWasRead) {
    const char* insert = "insert into control.who values ('sales', 'user', 'ann', null, null)";
    import({{ scope("aws_iam_user"), { object("AIDA1", "bob", R"({"path": "/"})") } }});
    EXPECT_THAT(refusal(insert), HasSubstr("there is no IAM user named 'ann' in account 111122223333"));
    import({{ scope("aws_iam_user"), { object("AIDA2", "ann", R"({"path": "/"})") } }});
    EXPECT_EQ(refusal(insert), "");
}

TEST_F(ControlTest, WrongWhatIsRefusedInWords) {
    const Refused cases[] = {
        {"('sales', 's3://bucket/*', 'read')", "s3://bucket/prefix/ is all below the prefix"},
        {"('sales', 's3://bucket/${aws:username}', 'read')", "holds *, ? or ${"},
        {"('sales', 's3://B/', 'read')", "does not name a bucket"},
        {"('sales', 'bucket', 'read')", "is not understood: use s3://"},
        {"('sales', 's3://bucket/日本/', 'read')", "AWS does not take in a policy"},
        {"('sales', 's3://bucket', 'see')", "permission 'see' is not understood"},
    };
    for (const auto& wrong : cases)
        EXPECT_THAT(refusal(std::string("insert into control.what values ") + wrong.sql), HasSubstr(wrong.words));
    for (const char* right : {"('sales', 's3://bucket/été/', 'read')", "('sales', 's3://bucket', 'list')",
                              "('sales', 'arn:aws:s3:::bucket/*', 's3:GetObjectTagging')"})
        EXPECT_EQ(refusal(std::string("insert into control.what values ") + right), "");
}

TEST_F(ControlTest, LocksHold) {
    database->script(
        "insert into control.who values ('sales', 'user', 'ann'); insert into control.what values"
        " ('sales', 's3://b-1', 'read'); update control.access_control set lock_who = true, lock_what = true,"
        " lock_name = true, lock_delete = true");
    EXPECT_THAT(refusal("delete from control.who"), HasSubstr("locked"));
    EXPECT_THAT(refusal("update control.what set permission = 'list'"), HasSubstr("locked"));
    EXPECT_THAT(refusal("update control.access_control set name = 'y'"), HasSubstr("locked"));
    EXPECT_THAT(refusal("update control.access_control set state = 'retired'"), HasSubstr("locked"));
    EXPECT_THAT(refusal("delete from control.access_control"), HasSubstr("locked"));
}

TEST_F(ControlTest, EveryRevisionIsKeptOnceATransaction) {
    const auto author = as("author");
    author->script(
        "begin; insert into control.access_control (name, type, account_id) values ('r', 'role', '111122223333');"
        " insert into control.who values ('r', 'user', 'ann'); insert into control.what values"
        " ('r', 's3://b-1', 'read'); commit");
    author->script("delete from control.who");
    author->script("update control.access_control set description = description where name = 'r'");
    author->script("delete from control.access_control where name = 'r'");
    EXPECT_EQ(
        one("select string_agg(revision || ':' || coalesce(jsonb_array_length(content->'who')::text, 'gone') || ':' ||"
            " changed_by, ' ' order by revision) from control.revision where access_control = 'r'"),
        "1:1:author 2:0:author 3:gone:author");
    for (const char* statement : {"delete from control.revision", "update control.revision set changed_by = 'x'",
                                  "truncate control.revision cascade"})
        EXPECT_THAT(refusal(statement), HasSubstr("only ever added to")) << statement;
}

TEST_F(ControlTest, NewControlsStartApprovedUnlessApprovalIsRequired) {
    EXPECT_EQ(one("select state from control.access_control where name = 'sales'"), "approved");
    database->script("update control.setting set approval_required = true");
    add("later");
    EXPECT_EQ(one("select state from control.access_control where name = 'later'"), "draft");
}

TEST_F(ControlTest, ApprovalIsByAnotherAndForTheNewestOnly) {
    database->script("update control.setting set approval_required = true");
    const auto both = as("double"), approver = as("approver");
    const std::string approve = "insert into control.approval (access_control) values ('b')";
    both->script("insert into control.access_control (name, type, account_id) values ('b', 'role', '111122223333')");
    EXPECT_THAT(refusal(*both, "update control.access_control set state = 'approved' where name = 'b'"),
                HasSubstr("needs an approval"));
    EXPECT_THAT(refusal(*both, approve), HasSubstr("cannot approve it as well"));
    EXPECT_EQ(refusal(*approver, approve), "");
    EXPECT_EQ(one("select state from control.access_control where name = 'b'"), "approved");

    both->script("insert into control.who values ('b', 'user', 'ann')");
    EXPECT_EQ(one("select state from control.access_control where name = 'b'"), "submitted");
    EXPECT_THAT(refusal(*approver, "insert into control.approval (access_control, revision) values ('b', 1)"),
                HasSubstr("has changed"));
    EXPECT_EQ(refusal(*approver, approve), "");
    EXPECT_EQ(one("select string_agg(approved_by || revision, ' ' order by revision) from control.approval"),
              "approver1 approver2");
}

TEST_F(ControlTest, AuthorsWriteOnlyForTheirAccounts) {
    const auto author = as("author_of_none");
    EXPECT_THAT(refusal(*author,
                        "insert into control.access_control (name, type, account_id) values ('n', 'role',"
                        " '111122223333')"),
                HasSubstr("row-level security"));
    EXPECT_NE(refusal(*author, "insert into control.who values ('sales', 'user', 'ann')"), "");
    EXPECT_TRUE(author->query("select from control.access_control").empty());
    EXPECT_NE(refusal(*author, "insert into control.approval (access_control) values ('sales')"), "");
}

TEST_F(ControlTest, WordsMeanS3Actions) {
    EXPECT_EQ(one("select string_agg(distinct permission, ',' order by permission) from control.permission"),
              "delete,list,read,write");
    EXPECT_EQ(one("select action from control.permission where permission = 'list'"), "s3:ListBucket");
}

}  // namespace
}  // namespace iamirror::sql
