// Which failures are worth another try, and how long to wait before it.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#pragma once

#include <chrono>
#include <mutex>
#include <string>
#include <string_view>

#include "model/base/error.h"

namespace iamirror::aws {

struct RetryPolicy {
    int max_attempts = 10;
    std::chrono::milliseconds base{50};
    std::chrono::milliseconds throttling_base{1000};
    std::chrono::milliseconds cap{20'000};
    std::chrono::milliseconds deadline{120'000};  // of one call with all its attempts
};

enum class Failure { transient, throttling, final };

// By AWS's code, and where there is none by the HTTP status (0: no answer).
Failure classify(std::string_view service, std::string_view aws_code, int http_status);

// The kind an error of that code and status has for a caller.
ErrorKind kind_of(std::string_view aws_code, int http_status);

// The pause before attempt number `next` (2 is the first repeat): `random` in [0,1) of the capped exponential. What the
// server asked for (`retry_after`, 0 if nothing) is the least, up to the cap.
std::chrono::milliseconds pause_before(int next, Failure failure, const RetryPolicy& policy, double random,
                                       std::chrono::milliseconds retry_after);

// What keeps a service that is down from being stormed: a client's repeats, over all its calls, cost tokens, and only
// successes bring them back. The costs are those of the SDKs' standard mode. Thread safe.
class RetryQuota {
  public:
    static constexpr int capacity = 500;
    static constexpr int cost = 5;
    static constexpr int cost_without_answer = 10;
    static constexpr int gain = 1;  // of a success at the first attempt

    // Pays for a repeat; what it cost, 0 where there is not enough left: it must not be made.
    int pay(bool was_answered);
    // A call has succeeded: its last repeat's cost comes back, or the gain where it had none.
    void succeed(int last_cost);
    int left() const;

  private:
    mutable std::mutex mutex_;
    int left_ = capacity;
};

}  // namespace iamirror::aws
