// An import that may not call as it likes: a ceiling of calls a second, and a time when it has to be done.
#include <chrono>
#include <thread>

#include "tests/flow/flow_test.h"

namespace iamirror::testing {
namespace {

using namespace std::chrono_literals;

class ImportLimits : public FlowTest {
  protected:
    void SetUp() override {
        FlowTest::SetUp();
        sample_account();
    }
};

TEST_F(ImportLimits, CallsOfAServiceKeepTheirDistance) {
    std::vector<std::chrono::steady_clock::time_point> seen;
    proxy_->set_hook([&](Moment moment, const Call& call) {
        if (call.service == "iam" && moment == Moment::before_effect) seen.push_back(std::chrono::steady_clock::now());
    });
    import(0, {"--max-api-rate", "20"});
    proxy_->set_hook({});
    ASSERT_GE(seen.size(), 7U);
    EXPECT_GE(seen.back() - seen.front(), 50ms * static_cast<long>(seen.size() - 1) - 25ms);
}

TEST_F(ImportLimits, WhereAwsTakesFewCallsTheImportSlowsAndIsComplete) {
    proxy_->limit_rate(10);
    import();
    EXPECT_GE(throttled(), 1);
    EXPECT_LE(throttled(), static_cast<long>(proxy_->calls().size()) / 3);
}

TEST_F(ImportLimits, AfterTheDeadlineNothingIsAskedAndWhatIsLeftIsNamed) {
    import();
    const std::string before = snapshot();
    proxy_->clear_calls();
    std::chrono::steady_clock::time_point first;  // call: the deadline is at most five seconds after it
    proxy_->set_hook([&](Moment moment, const Call& call) {
        if (call.index == 1 && moment == Moment::before_effect) first = std::chrono::steady_clock::now();
        if (call.index == 5 && moment == Moment::after_effect) std::this_thread::sleep_until(first + 5s);
    });
    import(4, {"--deadline", "5s"});
    proxy_->set_hook({});
    EXPECT_EQ(proxy_->calls().size(), 5U);
    EXPECT_EQ(snapshot(), before);
    const std::string left = "from ops.scope where run_id = (select max(run_id) from ops.run) and status = 'failed'";
    EXPECT_GE(number("select count(*) " + left), 1);
    EXPECT_EQ(number("select count(*) " + left + " and error_message not like '%deadline of the run is past%'"), 0);
    EXPECT_GE(number("select count(*) from ops.scope where run_id = (select max(run_id) from ops.run) "
                     "and status = 'complete'"),
              1);
}

TEST_F(ImportLimits, LimitsThatMakeNoSenseAreWrongUsage) {
    for (const std::vector<std::string>& limit : std::vector<std::vector<std::string>>{{"--deadline", "0"},
                                                                                       {"--deadline", "-1h"},
                                                                                       {"--deadline", "2y"},
                                                                                       {"--max-api-rate", "0"},
                                                                                       {"--max-api-rate", "fast"}})
        EXPECT_EQ(run({"import", limit[0], limit[1]}).exit_code, 64) << limit[0] << " " << limit[1];
    EXPECT_TRUE(proxy_->calls().empty());
}

}  // namespace
}  // namespace iamirror::testing
