// Plan and apply, end to end: what AWS holds afterwards, and what the database says about it.
#include <gtest/gtest.h>

#include "sql/lock.h"
#include "tests/sync/apply/apply_fixture.h"

namespace iamirror::testing {

std::unique_ptr<StandIn> ApplyFixture::stand_in_;

namespace {

class Apply : public ApplyFixture {};

TEST_F(Apply, MakesARoleAndTheNextPlanIsEmpty) {
    import();
    insert_control("sales");
    const auto planned = plan();
    ASSERT_EQ(planned["items"].size(), 1U) << planned;
    EXPECT_EQ(planned["items"][0]["calls"], nlohmann::json({"iam:CreateRole", "iam:PutRolePolicy"}));
    EXPECT_EQ(planned["items"][0]["gains"][0]["what"], "s3://data/sales/");
    EXPECT_EQ(planned["summary"], nlohmann::json({{"create", 1}, {"update", 0}, {"delete", 0}}));
    const auto revisions = value("select count(*) from control.revision");
    const auto applied = apply();
    EXPECT_EQ(applied["done"], 1) << applied;
    EXPECT_EQ(applied["plan_id"], planned["plan_id"]);
    EXPECT_EQ(value("select count(*) from control.revision"), revisions) << "nobody said anything new";
    EXPECT_TRUE(has_role("sales"));
    EXPECT_EQ(value("select state || ' ' || aws_arn from control.access_control"),
              "applied arn:aws:iam::123456789012:role/sales");
    EXPECT_TRUE(items_of_a_new_plan().empty());
    EXPECT_EQ(value("select assume_role_policy #>> '{Statement,Action}' from aws.aws_iam_role where name = 'sales'"),
              "sts:AssumeRole");
}

TEST_F(Apply, WritesAJournalRowForEveryCallAndNoOther) {
    import();
    insert_control("sales");
    plan();
    proxy_->clear_calls();
    apply();
    std::string writes;
    for (const Call& call : proxy_->writes()) writes += call.service_action() + " ";
    EXPECT_EQ(writes, "iam:CreateRole iam:PutRolePolicy ");
    EXPECT_EQ(value("select string_agg(action, ' ' order by journal_id) || ' ' from ops.journal where state = 'done'"),
              writes);
    EXPECT_EQ(value("select count(*) from ops.journal where state <> 'done' or request_id is null"), "0");
    EXPECT_EQ(
        value("select string_agg(object_type || ' ' || access_control, ', ' order by object_type) from ops.ledger"),
        "aws_iam_role sales, aws_iam_role_inline_policy sales");
}

TEST_F(Apply, ChangesWhoAndWhat) {
    import();
    insert_control("sales");
    plan();
    apply();
    import();
    database_->query("update control.who set who = 'bob'");
    database_->query("update control.what set what = 's3://data/finance/'");
    const auto planned = plan();
    EXPECT_EQ(planned["items"][0]["calls"],
              nlohmann::json({"iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"}));
    EXPECT_EQ(planned["items"][0]["loses"][0]["who"], "arn:aws:iam::123456789012:user/anna");
    apply();
    EXPECT_NE(role("sales").find("user/bob"), std::string::npos) << role("sales");
    EXPECT_EQ(role("sales").find("user/anna"), std::string::npos);
    EXPECT_TRUE(items_of_a_new_plan().empty());
}

TEST_F(Apply, DeletesWhatIsRetired) {
    import();
    insert_control("sales");
    plan();
    apply();
    import();
    database_->query("update control.access_control set state = 'retired'");
    plan();
    apply();
    EXPECT_FALSE(has_role("sales"));
    EXPECT_EQ(value("select count(*) from ops.ledger where removed_at is null"), "0");
    EXPECT_EQ(value("select coalesce(aws_arn, 'none') || ' ' || state from control.access_control"), "none retired");
    EXPECT_TRUE(items_of_a_new_plan().empty());
}

TEST_F(Apply, MakesRolesInTheOrderInWhichTheyNameEachOther) {
    import();
    insert_control("zebra");
    insert_control("ant");
    database_->query(
        "update control.who set who_type = 'role', who = 'arn:aws:iam::123456789012:role/zebra' "
        "where access_control = 'ant'");
    EXPECT_EQ(plan()["items"][0]["name"], "zebra");
    EXPECT_EQ(apply()["done"], 2);
    EXPECT_TRUE(items_of_a_new_plan().empty());
}

TEST_F(Apply, RefusesSomeoneElsesRoleOfTheNameAndLeavesIt) {
    aws("CreateRole", {{"RoleName", "Sales"}, {"AssumeRolePolicyDocument", R"({"Statement":[]})"}});
    import();
    insert_control("sales");
    const std::string before = role("Sales");
    const auto planned = plan(5);
    EXPECT_NE(planned["items"][0]["refused_by"][0].get<std::string>().find("ownership: role Sales"), std::string::npos);
    proxy_->clear_calls();
    EXPECT_EQ(apply(5)["items"][0]["status"], "refused");
    EXPECT_TRUE(proxy_->writes().empty());
    EXPECT_EQ(role("Sales"), before);
}

TEST_F(Apply, RefusesARoleThatSomeoneMadeSinceThePlan) {
    import();
    insert_control("sales");
    plan();
    aws("CreateRole", {{"RoleName", "sales"}, {"AssumeRolePolicyDocument", R"({"Statement":[]})"}});
    proxy_->clear_calls();
    const auto applied = apply(5);
    EXPECT_EQ(applied["items"][0]["status"], "refused");
    EXPECT_NE(applied["items"][0]["error"].get<std::string>().find("is not ours"), std::string::npos);
    EXPECT_TRUE(proxy_->writes().empty());
}

TEST_F(Apply, RefusesARoleThatMovedSinceThePlan) {
    import();
    insert_control("sales");
    plan();
    apply();
    import();
    database_->query("update control.who set who = 'bob'");
    plan();
    aws("TagRole", {{"RoleName", "sales"}, {"Tags.member.1.Key", "moved"}, {"Tags.member.1.Value", "1"}});
    proxy_->clear_calls();
    EXPECT_NE(apply(5)["items"][0]["error"].get<std::string>().find("was changed since the plan"), std::string::npos);
    EXPECT_TRUE(proxy_->writes().empty());
    EXPECT_EQ(items_of_a_new_plan().size(), 1U);
}

TEST_F(Apply, RefusesARoleWhoseTagIsGone) {
    import();
    insert_control("sales");
    plan();
    apply();
    aws("UntagRole", {{"RoleName", "sales"}, {"TagKeys.member.1", "iamirror:owner"}});
    import();
    database_->query("update control.who set who = 'bob'");
    EXPECT_NE(plan(5)["items"][0]["refused_by"][0].get<std::string>().find("has no tag of ours"), std::string::npos);
}

TEST_F(Apply, RefusesARoleWhoseLedgerRowIsGone) {
    import();
    insert_control("sales");
    plan();
    apply();
    import();
    database_->query("delete from ops.ledger where object_type = 'aws_iam_role'");
    EXPECT_NE(plan(5)["items"][0]["refused_by"][0].get<std::string>().find("the ledger does not know it"),
              std::string::npos);
}

TEST_F(Apply, RefusesAPolicyThatSomeoneChangedUntilItIsDeleted) {
    import();
    insert_control("sales");
    plan();
    apply();
    aws("PutRolePolicy", {{"RoleName", "sales"},
                          {"PolicyName", "iamirror"},
                          {"PolicyDocument", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow",)"
                                             R"("Action":"s3:ListAllMyBuckets","Resource":"*"}})"}});
    import();
    EXPECT_NE(plan(5)["items"][0]["refused_by"][0].get<std::string>().find("was changed by someone else"),
              std::string::npos);
    aws("DeleteRolePolicy", {{"RoleName", "sales"}, {"PolicyName", "iamirror"}});
    import();
    plan();
    EXPECT_EQ(apply()["done"], 1);
    EXPECT_TRUE(items_of_a_new_plan().empty());
}

TEST_F(Apply, TakesTheNewestPlanOnlyAndOnlyOnce) {
    import();
    insert_control("sales");
    const std::string first = plan()["plan_id"], second = plan()["plan_id"];
    EXPECT_EQ(run_json({"apply", "--plan-id", first}, 5)["error"]["kind"], "refused");
    EXPECT_EQ(run_json({"apply", "--plan-id", second}, 0)["done"], 1);
    EXPECT_EQ(run_json({"apply", "--plan-id", second}, 5)["error"]["kind"], "refused");
    EXPECT_EQ(run_json({"apply", "--plan-id", "999"}, 1)["error"]["kind"], "not_found");
}

struct Spoilt {
    std::string name, sql, reason;
};

class SpoiltPlan : public ApplyFixture, public ::testing::WithParamInterface<Spoilt> {};

TEST_P(SpoiltPlan, IsRefusedWithoutAWrite) {
    import();
    insert_control("sales");
    plan();
    database_->query(GetParam().sql);
    proxy_->clear_calls();
    const auto applied = apply(5);
    EXPECT_NE(applied["error"]["message"].get<std::string>().find(GetParam().reason), std::string::npos) << applied;
    EXPECT_TRUE(proxy_->writes().empty());
}

const Spoilt spoilt[] = {
    {"OtherText", "update ops.plan_item set after = jsonb_set(after, '{description}', '\"x\"')", "digest differs"},
    {"OtherGuardWord", "update ops.plan_item set refused_by = '{x}'", "digest differs"},
    {"ItemGone", "delete from ops.plan_item", "digest differs"},
    {"OtherVersion", "update ops.plan set version = '0.0.1'", "version 0.0.1"},
    {"TooOld", "update ops.plan set created_at = created_at - interval '25 hours'", "older than a day"},
};

INSTANTIATE_TEST_SUITE_P(Plans, SpoiltPlan, ::testing::ValuesIn(spoilt),
                         [](const auto& each) { return each.param.name; });

TEST_F(Apply, RefusesAPlanOlderThanTheNewestImport) {
    import();
    insert_control("sales");
    plan();
    import();
    EXPECT_NE(apply(5)["error"]["message"].get<std::string>().find("an import was published since"), std::string::npos);
}

TEST_F(Apply, RefusesThePlanOfAnotherAccount) {
    import();
    insert_control("sales");
    plan();
    database_->query("update ops.plan set account_id = '999999999999'");
    EXPECT_EQ(apply(1)["error"]["kind"], "not_found");
}

TEST_F(Apply, PlansOnlyOnAnImportThatHasSeenTheWrites) {
    import();
    insert_control("sales");
    plan();
    apply();
    const ProgramResult result = run({"plan"});
    EXPECT_EQ(result.exit_code, 5) << result.err;
    EXPECT_NE(result.err.find("was written to since the last import"), std::string::npos) << result.err;
}

TEST_F(Apply, SaysThatNothingWasImportedYet) {
    EXPECT_EQ(run({"plan"}).exit_code, 1);
    EXPECT_EQ(apply(1)["error"]["kind"], "not_found");
}

TEST_F(Apply, ExitsByWhatIsPending) {
    import();
    EXPECT_EQ(run({"plan", "--detailed-exitcode"}).exit_code, 0);
    insert_control("sales");
    EXPECT_EQ(run({"plan", "--detailed-exitcode"}).exit_code, 2);
    EXPECT_EQ(run({"plan"}).exit_code, 0);
}

TEST_F(Apply, SaysWhichControlsItLeavesOut) {
    import();
    database_->query("insert into control.access_control (name, type, account_id) values ('p', 'managed_policy', $1)",
                     {example_account_id});
    const ProgramResult result = run({"plan"});
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_NE(result.err.find("left out, for only roles are written to AWS yet: p (managed_policy)"), std::string::npos)
        << result.err;
}

TEST_F(Apply, TakesAnEmptyPlan) {
    import();
    EXPECT_TRUE(plan()["items"].empty());
    EXPECT_EQ(apply()["done"], 0);
}

TEST_F(Apply, ShowsAPlanAsTextAndCsv) {
    import();
    insert_control("sales");
    const ProgramResult text = run({"plan"});
    EXPECT_NE(text.out.find("+ aws_iam_role \"sales\""), std::string::npos) << text.out;
    EXPECT_NE(text.out.find("gains: arn:aws:iam::123456789012:user/anna read s3://data/sales/"), std::string::npos);
    EXPECT_NE(text.out.find("Plan: 1 to make, 0 to change, 0 to delete."), std::string::npos);
    const ProgramResult csv = run({"plan", "-o", "csv"});
    EXPECT_EQ(csv.out.find("item_no,operation,object_type,name,access_controls,attribute,old,new,refused_by\r\n"), 0U);
    EXPECT_NE(csv.out.find("1,create,aws_iam_role,sales,sales,"), std::string::npos);
}

// Beside the sample account's roles, paths, boundaries and instance profiles: none of them is touched.
TEST_F(Apply, TouchesNothingElseOfAnAccount) {
    stand_in_->write_sample_account();
    import();
    insert_control("sales");
    database_->query(
        "insert into control.who (access_control, who_type, who, external_id) values "
        "('sales', 'account', '210987654321', 'example-42'), ('sales', 'service', 'ec2.amazonaws.com', null)");
    database_->query(
        "insert into control.what (access_control, what, permission) values "
        "('sales', 's3://data', 'list'), ('sales', 'arn:aws:sqs:*:*:sales-*', 'sqs:SendMessage')");
    const std::string before =
        value("select jsonb_agg(to_jsonb(r) - '_run_id' order by arn)::text from aws.aws_iam_role r");
    EXPECT_EQ(plan()["items"].size(), 1U);
    EXPECT_EQ(apply()["done"], 1);
    EXPECT_TRUE(items_of_a_new_plan().empty());
    EXPECT_EQ(value("select jsonb_agg(to_jsonb(r) - '_run_id' order by arn)::text from aws.aws_iam_role r "
                    "where name <> 'sales'"),
              before);
}

// With the rights of the job's own database role, and no more.
TEST_F(Apply, WorksForTheWriter) {
    const std::string database = value("select current_database()");
    database_->query("create role iamirror_test_job login in role iamirror_writer");
    database_url_ = TestPostgres::shared().uri(database, "iamirror_test_job");
    import();
    insert_control("sales");
    plan();
    EXPECT_EQ(apply()["done"], 1);
    EXPECT_TRUE(items_of_a_new_plan().empty());
}

TEST_F(Apply, WantsTheLock) {
    import();
    insert_control("sales");
    plan();
    const auto other = sql::Database::connect(database_url_);
    ASSERT_TRUE(sql::take_writer_lock(*other).ok());
    EXPECT_EQ(run({"plan"}).exit_code, 6);
    EXPECT_EQ(apply(6)["error"]["kind"], "busy");
    sql::release_writer_lock(*other);
    EXPECT_EQ(apply()["done"], 1);
}

}  // namespace
}  // namespace iamirror::testing
