// How fast calls go: exactly the ceiling, slower where AWS says so, and back again.
#include "aws/rate_limiter.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

const RateKey iam{"123456789012", "us-east-1", "iam"};

class RateLimit : public testing::Test {
  protected:
    // Makes calls one after the other for that long, each answered at once; how many.
    long call_for(RateLimiter& limiter, seconds duration, bool is_throttled = false) {
        long calls = 0;
        const auto end = clock_.time + duration;
        for (;;) {
            const auto wait = limiter.take(iam);
            if (clock_.time + wait >= end) break;
            clock_.time += wait;
            ++calls;
            limiter.on_answer(iam, is_throttled, clock_.time);
            if (limiter.rate(iam) <= 0) clock_.time += milliseconds{10};
        }
        clock_.time = end;
        return calls;
    }

    FakeClock clock_;
};

TEST_F(RateLimit, IsKeptExactlyOnTheClock) {
    for (const double rate : {0.5, 1.0, 7.0, 100.0, 333.0}) {
        RateLimiter limiter{{.ceiling = rate}, clock_};
        const auto begin = clock_.time;
        microseconds wait{0};
        for (int call = 0; call <= 1000; ++call) {
            wait = limiter.take(iam);
            clock_.time += wait;
        }
        const double took = std::chrono::duration<double>(clock_.time - begin).count();
        EXPECT_GE(took, 1000 / rate) << rate;
        EXPECT_LE(took, 1000 / rate + 0.001) << rate;
    }
}

TEST_F(RateLimit, GivesNoBurstAfterAPause) {
    RateLimiter limiter{{.ceiling = 10}, clock_};
    clock_.time += std::chrono::hours{1};
    EXPECT_EQ(limiter.take(iam), microseconds{0});
    EXPECT_EQ(limiter.take(iam), milliseconds{100});
    EXPECT_EQ(limiter.take(iam), milliseconds{200});
}

TEST_F(RateLimit, CountsAccountsRegionsAndServicesApart) {
    RateLimiter limiter{{.ceiling = 1}, clock_};
    for (const RateKey& key : {iam, RateKey{"210987654321", "us-east-1", "iam"},
                               RateKey{"123456789012", "eu-west-1", "iam"}, RateKey{"123456789012", "us-east-1", "s3"}})
        EXPECT_EQ(limiter.take(key), microseconds{0});
    EXPECT_EQ(limiter.take(iam), seconds{1});
}

TEST_F(RateLimit, IsNotThereUntilAwsThrottles) {
    RateLimiter limiter{{}, clock_};
    for (int call = 0; call < 1000; ++call) {
        EXPECT_EQ(limiter.take(iam), microseconds{0});
        limiter.on_answer(iam, false, clock_.time);
    }
    EXPECT_EQ(limiter.rate(iam), 0);
}

TEST_F(RateLimit, SlowsWithEachThrottledAnswerDownToTheFloor) {
    RateLimiter limiter{{}, clock_};
    call_for(limiter, seconds{5});  // 100 a second
    limiter.on_answer(iam, true, clock_.time);
    EXPECT_NEAR(limiter.rate(iam), 70, 1);
    limiter.on_answer(iam, true, clock_.time);
    EXPECT_NEAR(limiter.rate(iam), 49, 1);
    for (int i = 0; i < 50; ++i) limiter.on_answer(iam, true, clock_.time);
    EXPECT_EQ(limiter.rate(iam), 0.5);
}

// A fan-out has several calls on their way when the first one is throttled.
TEST_F(RateLimit, SlowsOnceForTheCallsThatWereOnTheirWay) {
    RateLimiter limiter{{}, clock_};
    call_for(limiter, seconds{5});  // 100 a second
    const auto taken_at = clock_.time;
    for (int call = 0; call < 8; ++call) {
        clock_.time += milliseconds{1};
        limiter.on_answer(iam, true, taken_at);
    }
    EXPECT_NEAR(limiter.rate(iam), 70, 1);
    limiter.on_answer(iam, true, clock_.time);
    EXPECT_NEAR(limiter.rate(iam), 49, 1);
}

TEST_F(RateLimit, RecoversAfterTheThrottlingEndsUpToTheCeiling) {
    RateLimiter limiter{{.ceiling = 50}, clock_};
    EXPECT_NEAR(static_cast<double>(call_for(limiter, seconds{10})), 500, 2);
    for (int i = 0; i < 10; ++i) limiter.on_answer(iam, true, clock_.time);
    const double slow = limiter.rate(iam);
    EXPECT_LT(slow, 5);
    double before = slow;
    for (int second = 0; second < 5; ++second) {
        call_for(limiter, seconds{1});
        EXPECT_GE(limiter.rate(iam), before);
        before = limiter.rate(iam);
    }
    call_for(limiter, seconds{30});
    EXPECT_EQ(limiter.rate(iam), 50);
    EXPECT_NEAR(static_cast<double>(call_for(limiter, seconds{10})), 500, 2);
}

// AWS takes twenty calls a second: what is throttled stays a small part, and little of the twenty is left lying.
TEST_F(RateLimit, SettlesNearWhatAwsTakes) {
    RateLimiter limiter{{}, clock_};
    double tokens = 20;
    long taken = 0, throttled = 0;
    const auto begin = clock_.time;
    auto filled = begin;
    while (clock_.time - begin < seconds{120}) {
        clock_.time += std::max(limiter.take(iam), microseconds{5'000});
        tokens = std::min(20.0, tokens + 20 * std::chrono::duration<double>(clock_.time - filled).count());
        filled = clock_.time;
        const bool is_throttled = tokens < 1;
        if (!is_throttled) tokens -= 1;
        (is_throttled ? throttled : taken) += 1;
        limiter.on_answer(iam, is_throttled, clock_.time);
    }
    EXPECT_GT(taken, 120 * 20 * 7 / 10);
    EXPECT_LT(throttled, taken / 10);
}

TEST_F(RateLimit, IsOneForAllThreads) {
    RateLimiter limiter{{.ceiling = 1000}, clock_};
    std::atomic<long> longest{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int call = 0; call < 250; ++call) {
                const long wait = limiter.take(iam).count();
                for (long seen = longest; seen < wait && !longest.compare_exchange_weak(seen, wait);) {
                }
            }
        });
    threads.clear();
    EXPECT_EQ(longest, 999'000);
}

}  // namespace
}  // namespace iamirror::aws
