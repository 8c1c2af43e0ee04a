// The same wait for AWS's slowness on the real clock, with the real program: minutes, so only when it is asked for.
#include <chrono>
#include <cstdlib>
#include <iostream>

#include "tests/sync/apply/apply_crash.h"

namespace iamirror::testing {
namespace {

using std::chrono::seconds;
using std::chrono::steady_clock;

class ApplyRealClock : public ApplyCrash {
  protected:
    // Wall time of `apply`, and its object.
    std::pair<seconds, nlohmann::json> timed_apply(int exit_code) {
        const auto start = steady_clock::now();
        const auto process = start_program(settings(), {"apply", "-o", "json"});
        EXPECT_EQ(process->wait(seconds{1800}), exit_code) << process->out() << process->err();
        return {std::chrono::duration_cast<seconds>(steady_clock::now() - start),
                nlohmann::json::parse(process->out(), nullptr, false)};
    }
};

#define IAMIRROR_NEEDS_REAL_CLOCK()                    \
    if (std::getenv("IAMIRROR_REAL_CLOCK") == nullptr) \
    GTEST_SKIP() << "IAMIRROR_REAL_CLOCK is not set: eventual consistency was NOT run on the real clock"

class ApplyRealClockDelay : public ApplyRealClock, public ::testing::WithParamInterface<int> {};

TEST_P(ApplyRealClockDelay, ConvergesHoweverLateAWriteIsSeen) {
    IAMIRROR_NEEDS_REAL_CLOCK();
    const seconds delay{GetParam()};
    prepare();
    proxy_->hide_writes(delay);
    const auto [took, applied] = timed_apply(0);
    std::cout << "hidden for " << delay.count() << " s: applied in " << took.count() << " s\n";
    EXPECT_EQ(applied.value("failed", -1), 0) << applied;
    EXPECT_GE(took, delay);
    EXPECT_LT(took, 8 * delay + seconds{60});
    proxy_->hide_writes(seconds{0});
    expect_true_journal();
    expect_done_once();
    expect_converged();
}

INSTANTIATE_TEST_SUITE_P(Seconds, ApplyRealClockDelay, ::testing::Values(0, 1, 5, 30, 115));

TEST_F(ApplyRealClock, EndsOnAPrincipalThatWillNeverExistWithItsName) {
    IAMIRROR_NEEDS_REAL_CLOCK();
    plan_for_one_who_will_never_exist();
    const auto [took, applied] = timed_apply(1);
    std::cout << "a principal that will never exist: told after " << took.count() << " s\n";
    EXPECT_NE(applied["items"][0]["error"].get<std::string>().find("user/anna"), std::string::npos) << applied;
    EXPECT_LT(took, seconds{180});
    EXPECT_FALSE(has_role("sales"));
}

}  // namespace
}  // namespace iamirror::testing
