// An apply that is killed, whose replies are lost, that AWS refuses or that AWS is slow to believe: the next one
// converges, nothing is doubled, and the journal tells the truth.
#include <gtest/gtest.h>

#include <atomic>
#include <csignal>

#include "tests/sync/apply/apply_crash.h"

namespace iamirror::testing {

namespace {

class KilledApply : public ApplyCrash, public ::testing::WithParamInterface<int> {};

// Write by write, before AWS does it and after it did it.
TEST_P(KilledApply, ConvergesWithTheNextOne) {
    const Moment moment = GetParam() % 2 == 0 ? Moment::before_effect : Moment::after_effect;
    prepare();
    ASSERT_TRUE(kill_at(GetParam() / 2 + 1, moment));
    EXPECT_EQ(apply()["failed"], 0);
    if (moment == Moment::after_effect) expect_true_journal();
    expect_done_once();
    expect_converged();
}

INSTANTIATE_TEST_SUITE_P(AtEveryWrite, KilledApply, ::testing::Range(0, 14));

TEST_F(ApplyCrash, HasSevenWritesToBeKilledAt) {
    prepare();
    EXPECT_FALSE(kill_at(8, Moment::before_effect));
    EXPECT_EQ(proxy_->writes().size(), 7U);
    expect_converged();
}

TEST_F(ApplyCrash, KeepsPlansAwayUntilItIsKnownWhatBecameOfTheCall) {
    prepare();
    ASSERT_TRUE(kill_at(1, Moment::after_effect));
    const ProgramResult result = run({"plan"});
    EXPECT_EQ(result.exit_code, 5);
    EXPECT_NE(result.err.find("was cut off"), std::string::npos) << result.err;
}

// An import in between makes the plan stale; the apply still says what became of the call, and the next plan goes on.
TEST_F(ApplyCrash, ConvergesAfterAnImportInBetween) {
    prepare();
    ASSERT_TRUE(kill_at(4, Moment::after_effect));
    import();
    EXPECT_EQ(apply(5)["error"]["kind"], "refused");
    EXPECT_EQ(value("select count(*) from ops.journal where state = 'intent'"), "0");
    import();
    plan();
    apply();
    expect_converged();
}

class LostReply : public ApplyCrash, public ::testing::WithParamInterface<const char*> {};

TEST_P(LostReply, IsReadBackAndNothingIsDoubled) {
    prepare();
    for (const char* action :
         {"CreateRole", "PutRolePolicy", "UpdateAssumeRolePolicy", "DeleteRolePolicy", "DeleteRole"})
        proxy_->inject({.fault = GetParam(), .call_index = {}, .action = action, .attempts = 1});
    EXPECT_EQ(apply()["done"], 3);
    proxy_->clear_faults();
    expect_converged();
    expect_done_once();
}

INSTANTIATE_TEST_SUITE_P(Faults, LostReply,
                         ::testing::Values("reset_after_effect", "closed_after_effect", "cut_xml", "cut_in_body",
                                           "reset_before", "internal_failure", "throttling", "html"),
                         [](const auto& each) { return std::string(each.param); });

TEST_F(ApplyCrash, DeniedCallFailsItsItemAndSkipsWhatDependsOnIt) {
    import();
    insert_control("zebra");
    insert_control("ant");
    insert_control("bee");
    database_->query(
        "update control.who set who_type = 'role', who = 'arn:aws:iam::123456789012:role/zebra' "
        "where access_control = 'ant'");
    plan();
    put_instead([](const Call& call) -> std::optional<Response> {
        if (call.action == "CreateRole" && call.parameter("RoleName") == "zebra")
            return error_response(403, "AccessDenied", "not authorized to perform: iam:CreateRole");
        return std::nullopt;
    });
    const auto applied = apply(1);
    put_instead({});
    EXPECT_EQ(applied["done"], 1) << applied;
    EXPECT_EQ(applied["failed"], 1);
    EXPECT_EQ(applied["skipped"], 1);
    EXPECT_TRUE(has_role("bee"));
    EXPECT_FALSE(has_role("ant"));
    EXPECT_EQ(value("select state || ' ' || action from ops.journal where state = 'failed'"), "failed iam:CreateRole");
    EXPECT_EQ(value("select string_agg(status, ' ' order by item_no) from ops.plan_item"), "done failed skipped");
    EXPECT_EQ(value("select string_agg(state, ' ' order by name) from control.access_control"),
              "approved applied approved");
    import();
    plan();
    EXPECT_EQ(apply()["done"], 2);
    EXPECT_TRUE(items_of_a_new_plan().empty());
}

// How often a call was answered in AWS's place.
class Slowly {
  public:
    explicit Slowly(int times) : left_(times) {}
    bool once_more() { return left_-- > 0; }

  private:
    std::atomic<int> left_;
};

TEST_F(ApplyCrash, WaitsForARoleThatDoesNotShowYet) {
    import();
    insert_control("sales");
    plan();
    Slowly slowly(3);
    std::atomic<bool> is_made{false};
    put_instead([&](const Call& call) -> std::optional<Response> {
        if (call.action == "CreateRole") is_made = true;
        if (call.action == "GetRole" && is_made && slowly.once_more())
            return error_response(404, "NoSuchEntity", "The role with name sales cannot be found.");
        return std::nullopt;
    });
    EXPECT_EQ(apply()["done"], 1);
    EXPECT_EQ(value("select count(*) from ops.journal where state <> 'done'"), "0");
}

TEST_F(ApplyCrash, TriesAPrincipalAgainThatExistsButIsNotKnownYet) {
    import();
    insert_control("sales");
    plan();
    Slowly slowly(3);
    put_instead([&](const Call& call) -> std::optional<Response> {
        if (call.action == "CreateRole" && slowly.once_more())
            return error_response(400, "MalformedPolicyDocument", "Invalid principal in policy: \"AWS\":\"anna\"");
        return std::nullopt;
    });
    EXPECT_EQ(apply()["done"], 1);
}

TEST_F(ApplyCrash, GivesUpAtOnceOnAPrincipalThatIsGone) {
    import();
    insert_control("sales");
    plan();
    aws("DeleteUser", {{"UserName", "anna"}});
    std::atomic<int> tried{0};
    put_instead([&](const Call& call) -> std::optional<Response> {
        if (call.action != "CreateRole") return std::nullopt;
        ++tried;
        return error_response(400, "MalformedPolicyDocument", "Invalid principal in policy: \"AWS\":\"anna\"");
    });
    const auto applied = apply(1);
    EXPECT_NE(applied["items"][0]["error"].get<std::string>().find("Invalid principal"), std::string::npos) << applied;
    EXPECT_EQ(tried.load(), 1);
}

TEST_F(ApplyCrash, StopsInOrderWhenInterruptedAndGoesOnLater) {
    prepare();
    auto process = start_program(settings(), {"apply", "-o", "json"});
    std::atomic<int> seen{0};
    proxy_->set_hook([&](Moment moment, const Call& call) {
        if (call.is_write() && moment == Moment::after_effect && ++seen == 2) process->send_signal(SIGINT);
    });
    EXPECT_EQ(process->wait(), 130) << process->out() << process->err();
    proxy_->set_hook({});
    EXPECT_EQ(value("select status from ops.run order by run_id desc limit 1"), "interrupted");
    apply();
    expect_true_journal();
    expect_converged();
}

}  // namespace
}  // namespace iamirror::testing
