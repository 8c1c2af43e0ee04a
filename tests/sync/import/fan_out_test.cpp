#include "sync/import/fan_out.h"

#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <stdexcept>
#include <thread>
#include <vector>

namespace iamirror::sync {
namespace {

using namespace std::chrono_literals;

TEST(FanOut, TakesResultsInOrderOnTheCallersThread) {
    std::vector<std::size_t> results(500), taken;
    const auto caller = std::this_thread::get_id();
    fan_out(
        results.size(), 8,
        [&](std::size_t i) {
            if (i % 7 == 0) std::this_thread::sleep_for(1ms);
            results[i] = i * i;
        },
        [&](std::size_t i) {
            EXPECT_EQ(std::this_thread::get_id(), caller);
            taken.push_back(results[i]);
            return true;
        });
    ASSERT_EQ(taken.size(), 500U);
    for (std::size_t i = 0; i < taken.size(); ++i) EXPECT_EQ(taken[i], i * i);
}

TEST(FanOut, RunsNoMoreThanItsThreadsAndNotFarAhead) {
    std::atomic<int> running{0}, most{0};
    std::atomic<std::size_t> begun{0};
    fan_out(
        200, 3,
        [&](std::size_t) {
            ++begun;
            const int now = ++running;
            for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);) {
            }
            std::this_thread::sleep_for(100us);
            --running;
        },
        [&](std::size_t i) {
            EXPECT_LE(begun, i + 1 + 12);
            return true;
        });
    EXPECT_EQ(begun, 200U);
    EXPECT_LE(most, 3);
    EXPECT_GE(most, 2);
}

TEST(FanOut, BeginsNothingMoreOnceTakeSaysNo) {
    std::atomic<int> begun{0};
    fan_out(
        1'000, 4, [&](std::size_t) { ++begun; }, [](std::size_t i) { return i < 10; });
    EXPECT_LE(begun, 11 + 16);
}

TEST(FanOut, HandsOnWhatAThreadThrows) {
    const auto work = [](std::size_t i) {
        if (i == 5) throw std::runtime_error("five");
    };
    EXPECT_THROW(fan_out(100, 4, work, [](std::size_t) { return true; }), std::runtime_error);
}

TEST(FanOut, WaitsForWhatRunsWhenTakeThrows) {
    std::atomic<int> running{0};
    const auto work = [&](std::size_t) {
        ++running;
        std::this_thread::sleep_for(2ms);
        --running;
    };
    EXPECT_THROW(fan_out(50, 4, work, [](std::size_t) -> bool { throw std::runtime_error("database gone"); }),
                 std::runtime_error);
    EXPECT_EQ(running, 0);
}

TEST(FanOut, OfNothingDoesNothing) {
    fan_out(
        0, 4, [](std::size_t) { FAIL(); },
        [](std::size_t) {
            ADD_FAILURE();
            return true;
        });
}

}  // namespace
}  // namespace iamirror::sync
