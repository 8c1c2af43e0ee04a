// What a plan takes into account beside the access controls, and what it tells besides the changes.
#include <gtest/gtest.h>
#include <unistd.h>

#include <atomic>
#include <fstream>

#include "tests/sync/apply/apply_fixture.h"

namespace iamirror::testing {
namespace {

class Planning : public ApplyFixture {};

// Seen, told, and put right; what a plan cannot put right stays told until someone undoes it.
TEST_F(Planning, TellsWhatDrifted) {
    const auto state = [&] { return value("select state from control.access_control"); };
    import();
    insert_control("sales");
    plan();
    apply();
    import();
    EXPECT_TRUE(plan()["drifted"].empty());
    EXPECT_EQ(state(), "applied");

    aws("UpdateRole", {{"RoleName", "sales"}, {"Description", "by hand"}, {"MaxSessionDuration", "3600"}});
    import();
    EXPECT_EQ(plan()["drifted"],
              nlohmann::json({{{"access_control", "sales"}, {"how", "role sales was changed outside"}}}));
    EXPECT_EQ(state(), "drifted");
    EXPECT_NE(run({"plan"}).out.find("Drifted: access control sales: role sales was changed outside.\n"),
              std::string::npos);
    apply();
    EXPECT_EQ(state(), "applied");

    aws("TagRole", {{"RoleName", "sales"}, {"Tags.member.1.Key", "team"}, {"Tags.member.1.Value", "x"}});
    EXPECT_TRUE(items_of_a_new_plan().empty());
    EXPECT_EQ(state(), "drifted");
    aws("UntagRole", {{"RoleName", "sales"}, {"TagKeys.member.1", "team"}});
    EXPECT_TRUE(items_of_a_new_plan().empty());
    EXPECT_EQ(state(), "applied");
}

TEST_F(Planning, MakesAgainWhatWasDeletedOutside) {
    import();
    insert_control("sales");
    plan();
    apply();
    aws("DeleteRolePolicy", {{"RoleName", "sales"}, {"PolicyName", "iamirror"}});
    aws("DeleteRole", {{"RoleName", "sales"}});
    import();
    EXPECT_EQ(plan()["drifted"][0]["how"], "the role was deleted outside");
    apply();
    EXPECT_TRUE(items_of_a_new_plan().empty());
    EXPECT_EQ(value("select state from control.access_control"), "applied");
}

TEST_F(Planning, WritesThePlanIntoAFileToo) {
    const std::string path = ::testing::TempDir() + "plan-" + std::to_string(getpid()) + ".json";
    import();
    insert_control("sales");
    const auto planned = run_json({"plan", "--out", path}, 0);
    std::ifstream file(path);
    EXPECT_EQ(nlohmann::json::parse(file), planned);
    std::remove(path.c_str());
    const auto failed = run_json({"plan", "--out", "/nowhere/plan.json"}, 64);
    EXPECT_NE(failed["error"]["message"].get<std::string>().find("is stored nevertheless"), std::string::npos);
    EXPECT_EQ(apply()["done"], 1);
}

// Someone else's policy may hold what no double does; it must not stand in the way of a plan.
TEST_F(Planning, PlansBesideANumberBeyondADouble) {
    aws("CreateRole", {{"RoleName", "odd"}, {"AssumeRolePolicyDocument", R"({"Statement":[]})"}});
    aws("PutRolePolicy", {{"RoleName", "odd"},
                          {"PolicyName", "odd"},
                          {"PolicyDocument", R"({"Version":"2012-10-17","Statement":{"Effect":"Allow",)"
                                             R"("Action":"s3:ListBucket","Resource":"*","Condition":)"
                                             R"({"NumericLessThan":{"s3:max-keys":"12345"}}}})"}});
    std::atomic<long> changed{0};  // counted by the proxy's threads
    proxy_->set_rewrite([&](const Call&, Response& response) {
        const std::string written = "%2212345%22";
        const auto at = response.body.find(written);
        if (at == std::string::npos) return;
        response.body.replace(at, written.size(), "1e999");
        ++changed;
    });
    import();
    ASSERT_EQ(changed.load(), 1);
    EXPECT_NE(value("select inline_policies::text from aws.aws_iam_role where name = 'odd'").find("1000000000"),
              std::string::npos);
    insert_control("sales");
    EXPECT_EQ(plan()["summary"]["create"], 1);
    EXPECT_EQ(apply()["done"], 1);
}

// A quota that AWS raised for the account, as its summary says.
TEST_F(Planning, TakesTheAccountsOwnQuotas) {
    import();
    insert_control("sales");
    for (int i = 0; i < 60; ++i)
        database_->query("insert into control.who (access_control, who_type, who) values ('sales', 'account', $1)",
                         {std::to_string(100'000'000'000 + i)});
    EXPECT_NE(plan(5)["items"][0]["refused_by"][0].get<std::string>().find("limit"), std::string::npos);
    proxy_->set_rewrite([](const Call& call, Response& response) {
        if (call.action != "GetAccountSummary") return;
        const auto key = response.body.find("AssumeRolePolicySizeQuota"), at = response.body.find("2048", key);
        ASSERT_LT(at, key + 100) << response.body;
        response.body.replace(at, 4, "8192");
    });
    import();
    EXPECT_EQ(plan()["summary"]["create"], 1);
}

}  // namespace
}  // namespace iamirror::testing
