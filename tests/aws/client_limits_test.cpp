// What ends or slows the calls of a run: the rate, the quota of repeats, the deadline.
#include <gtest/gtest.h>

#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

class ClientLimits : public testing::Test {
  protected:
    Client client() {
        return Client{{.transport = &bench_.transport,
                       .clock = &bench_.clock,
                       .credentials = &bench_.credentials,
                       .observer = &bench_.observer,
                       .region = "eu-west-1",
                       .retry = bench_.policy,
                       .rate = rate_ ? &*rate_ : nullptr,
                       .deadline = deadline_}};
    }
    void succeed(int times) {
        for (int i = 0; i < times; ++i) bench_.transport.answer(200, success("ListRoles", "<Roles/>"));
    }

    Bench bench_;
    std::optional<RateLimiter> rate_;
    std::optional<Time> deadline_;
};

TEST_F(ClientLimits, CallsGoAtTheCeilingExactly) {
    rate_.emplace(RatePolicy{.ceiling = 4}, bench_.clock);
    std::vector<Time> sent;
    bench_.transport.on_send = [&] { sent.push_back(bench_.clock.time); };
    succeed(41);
    auto client = this->client();
    for (int i = 0; i < 41; ++i) ASSERT_TRUE(client.call(list_roles(), {}).ok());
    for (std::size_t i = 1; i < sent.size(); ++i) EXPECT_EQ(sent[i] - sent[i - 1], milliseconds{250});
}

TEST_F(ClientLimits, RepeatsCountAsCalls) {
    rate_.emplace(RatePolicy{.ceiling = 0.1}, bench_.clock);
    bench_.transport.answer(500, "");
    succeed(1);
    const auto start = bench_.clock.time;
    ASSERT_TRUE(client().call(list_roles(), {}).ok());
    EXPECT_GE(bench_.clock.time - start, seconds{10});
}

TEST_F(ClientLimits, ThrottlingSlowsTheServiceForEveryClientOfTheLimiter) {
    rate_.emplace(RatePolicy{.ceiling = 100}, bench_.clock);
    bench_.transport.answer(400, failure("Throttling", "Rate exceeded"));
    succeed(1);
    ASSERT_TRUE(client().call(list_roles(), {}).ok());
    EXPECT_LT(rate_->rate({"", "us-east-1", "iam"}), 10);
    EXPECT_EQ(rate_->rate({"", "us-east-1", "sts"}), 100);
}

TEST_F(ClientLimits, WaitForTheRateEndsWhenTheUserStops) {
    rate_.emplace(RatePolicy{.ceiling = 0.01}, bench_.clock);
    succeed(1);
    int asked = 0;
    Client client{{.transport = &bench_.transport,
                   .clock = &bench_.clock,
                   .credentials = &bench_.credentials,
                   .region = "us-east-1",
                   .rate = &*rate_,
                   .is_cancelled = [&] { return ++asked > 3; }}};
    ASSERT_TRUE(client.call(list_roles(), {}).ok());
    const auto stopped = client.call(list_roles(), {});
    ASSERT_FALSE(stopped.ok());
    EXPECT_EQ(stopped.error().kind, ErrorKind::interrupted);
    EXPECT_EQ(bench_.transport.requests.size(), 1u);
}

// A service that is down costs a run the quota and one attempt a call, not ten.
TEST_F(ClientLimits, StormOfRepeatsIsStopped) {
    for (int i = 0; i < 1000; ++i) bench_.transport.answer(500, "");
    auto client = this->client();
    for (int i = 0; i < 100; ++i) EXPECT_FALSE(client.call(list_roles(), {}).ok());
    EXPECT_EQ(client.count().retries, RetryQuota::capacity / RetryQuota::cost);
    EXPECT_EQ(client.count().calls, 100 + RetryQuota::capacity / RetryQuota::cost);
    const auto last = client.call(list_roles(), {});
    ASSERT_FALSE(last.ok());
    EXPECT_EQ(last.error().hint, "too many calls failed for one more to be repeated");
}

TEST_F(ClientLimits, RepeatsWithoutAnAnswerCostTwice) {
    for (int i = 0; i < 1000; ++i) bench_.transport.no_answer();
    auto client = this->client();
    for (int i = 0; i < 20; ++i) EXPECT_FALSE(client.call(list_roles(), {}).ok());
    EXPECT_EQ(client.count().retries, RetryQuota::capacity / RetryQuota::cost_without_answer);
}

TEST_F(ClientLimits, NoAttemptStartsAfterTheDeadlineOfTheRun) {
    deadline_ = bench_.clock.time + seconds{10};
    bench_.transport.on_send = [&] { bench_.clock.time += seconds{4}; };
    succeed(4);
    auto client = this->client();
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(client.call(list_roles(), {}).ok());
    const auto late = client.call(list_roles(), {});
    ASSERT_FALSE(late.ok());
    EXPECT_EQ(late.error().kind, ErrorKind::unavailable);
    EXPECT_EQ(late.error().message, "the deadline of the run is past");
    EXPECT_EQ(late.error().service_action, "iam:ListRoles");
    EXPECT_FALSE(late.error().effect_unknown);
    EXPECT_EQ(bench_.transport.requests.size(), 3u);
}

TEST_F(ClientLimits, NoPauseReachesBeyondTheDeadlineOfTheRun) {
    deadline_ = bench_.clock.time + seconds{5};
    bench_.transport.answer(503, "", {{"Retry-After", "6"}});
    const auto answer = client().call(list_roles(), {});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(bench_.clock.slept.size(), 0u);
    EXPECT_EQ(answer.error().attempts.size(), 1u);
}

struct Wish {
    Header header;
    milliseconds least;
};

TEST_F(ClientLimits, PausesAsLongAsTheServerAsks) {
    for (const auto& wish : std::vector<Wish>{{{"Retry-After", "7"}, seconds{7}},
                                              {{"Retry-After", "Thu, 01 Oct 2026 12:00:09 GMT"}, seconds{9}},
                                              {{"x-amz-retry-after", "1500"}, milliseconds{1500}},
                                              {{"X-Amz-Retry-After", "soon"}, milliseconds{0}}}) {
        Bench bench;
        bench.transport.answer(503, "", {wish.header});
        bench.transport.answer(200, success("ListRoles", "<Roles/>"));
        ASSERT_TRUE(bench.client().call(list_roles(), {}).ok());
        EXPECT_GE(bench.clock.slept.at(0), wish.least) << wish.header.value;
        EXPECT_LE(bench.clock.slept.at(0), wish.least + milliseconds{50}) << wish.header.value;
    }
}

}  // namespace
}  // namespace iamirror::aws
