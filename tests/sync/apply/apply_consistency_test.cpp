// AWS is slow to show what was written: an apply waits for it as long as it takes, and no longer.
#include "tests/sync/apply/apply_in_process.h"

namespace iamirror::testing {
namespace {

using std::chrono::seconds;

class ApplyConsistency : public ApplyInProcess, public ::testing::WithParamInterface<int> {
  protected:
    // Two roles, the second of which trusts the first.
    void plan_two() {
        import();
        insert_control("zebra");
        insert_control("ant");
        database_->query(
            "update control.who set who_type = 'role', who = 'arn:aws:iam::123456789012:role/zebra' "
            "where access_control = 'ant'");
        plan();
        proxy_->clear_calls();
    }
};

TEST_P(ApplyConsistency, ConvergesHoweverLateAWriteIsSeen) {
    prepare();
    proxy_->hide_writes(seconds(GetParam()));
    const auto applied = apply_now();
    EXPECT_EQ(exit_code_, 0) << applied;
    EXPECT_GE(clock_.slept(), seconds(GetParam()));
    proxy_->hide_writes(seconds(0));
    clock_.sleep(seconds(GetParam()));
    expect_true_journal();
    expect_converged();
}

TEST_P(ApplyConsistency, WaitsForAPrincipalThatIsMadeInTheSameRun) {
    plan_two();
    proxy_->hide_writes(seconds(GetParam()));
    const auto applied = apply_now();
    EXPECT_EQ(exit_code_, 0) << applied;
    EXPECT_EQ(applied.value("done", 0), 2) << applied;
    EXPECT_EQ(proxy_->writes().size(), 4U);
}

TEST_P(ApplyConsistency, ALostReplyMakesNothingTwice) {
    prepare();
    proxy_->hide_writes(seconds(GetParam()));
    for (const char* action :
         {"CreateRole", "PutRolePolicy", "UpdateAssumeRolePolicy", "DeleteRolePolicy", "DeleteRole"})
        proxy_->inject({.fault = "reset_after_effect", .call_index = {}, .action = action, .attempts = 1});
    const auto applied = apply_now();
    EXPECT_EQ(exit_code_, 0) << applied;
    proxy_->clear_faults();
    proxy_->hide_writes(seconds(0));
    clock_.sleep(seconds(GetParam()));
    expect_converged();
    expect_done_once();
}

INSTANTIATE_TEST_SUITE_P(Seconds, ApplyConsistency, ::testing::Values(0, 1, 5, 30, 115));

class ApplyPatience : public ApplyInProcess {};

TEST_F(ApplyPatience, EndsOnAPrincipalThatWillNeverExistWithItsName) {
    plan_for_one_who_will_never_exist();
    const auto applied = apply_now();
    EXPECT_EQ(exit_code_, 1);
    EXPECT_NE(applied["items"][0]["error"].get<std::string>().find("user/anna"), std::string::npos) << applied;
    EXPECT_LT(clock_.slept(), seconds(60));
}

}  // namespace
}  // namespace iamirror::testing
