// How fast a service is called: a token bucket for each account, region and service, so that what else the company runs
// against the same quota is not starved.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>

#include "model/base/time.h"

namespace iamirror::aws {

// The calls that AWS counts together.
struct RateKey {
    std::string account_id;  // "" where it is not known yet
    std::string region;
    std::string service;
    auto operator<=>(const RateKey&) const = default;
};

struct RatePolicy {
    double ceiling = 0;      // calls a second that no bucket exceeds; 0: none but what AWS's throttling teaches
    double floor = 0.5;      // calls a second to which throttling slows at most
    double decrease = 0.7;   // of the rate, at each throttled answer
    double steepness = 0.4;  // of the recovery: calls a second, for a second cubed
    double smoothing = 0.8;  // of the newest half second in the rate that is measured
    double headroom = 2.0;   // the rate never grows beyond so many times the measured one
};

// A bucket holds one token: the calls of one are at least 1/rate apart, there are no bursts. Without a ceiling nothing
// waits until the first throttled answer; that cuts the rate measured so far, and each success lets it grow along the
// cubic curve of the SDKs' adaptive mode. Thread safe, as far as the clock is.
class RateLimiter {
  public:
    // The clock outlives it.
    RateLimiter(RatePolicy policy, Clock& clock) : policy_(policy), clock_(clock) {}

    // Takes the next token, also where it is not there yet: how long to wait before the call may be sent.
    std::chrono::microseconds take(const RateKey& key);
    // What became of a call, in the order in which the answers come; `taken_at`: when take() was called for it. Calls
    // that were on their way, or had their token, when AWS throttled another one tell of the same excess: they slow
    // nothing further.
    void on_answer(const RateKey& key, bool is_throttled, Time taken_at);
    // Calls a second that the bucket allows now; 0: as many as one likes.
    double rate(const RateKey& key);

  private:
    struct Bucket {
        Time next{};              // when the next token is there
        double rate = 0;          // 0: not limited
        bool is_slowed = false;   // AWS has throttled here
        double highest_rate = 0;  // when it was throttled last
        Time slowed_at{};
        double measured = 0;  // calls a second, smoothed
        Time measured_until{};
        long calls = 0;  // since measured_until
    };

    Bucket& bucket(const RateKey& key);
    void measure(Bucket& bucket, Time now) const;
    double recovered(const Bucket& bucket, Time now) const;
    double bounded(double rate) const;

    RatePolicy policy_;
    Clock& clock_;
    std::mutex mutex_;  // of what follows
    std::map<RateKey, Bucket> buckets_;
};

}  // namespace iamirror::aws
