#include "aws/rate_limiter.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace iamirror::aws {

namespace {

using std::chrono::microseconds;

double seconds(microseconds duration) {
    return std::chrono::duration<double>(duration).count();
}

// Rounded up: a call is never early.
microseconds gap_of(double rate) {
    return microseconds{static_cast<microseconds::rep>(std::ceil(1e6 / rate))};
}

}  // namespace

microseconds RateLimiter::take(const RateKey& key) {
    const std::lock_guard lock{mutex_};
    auto& bucket = this->bucket(key);
    if (bucket.rate <= 0) return microseconds{0};
    const auto now = clock_.now();
    const auto turn = std::max(bucket.next, now);
    bucket.next = turn + gap_of(bucket.rate);
    return turn - now;
}

void RateLimiter::on_answer(const RateKey& key, bool is_throttled, Time taken_at) {
    const std::lock_guard lock{mutex_};
    auto& bucket = this->bucket(key);
    const auto now = clock_.now();
    measure(bucket, now);
    const bool is_told_already = bucket.is_slowed && taken_at < bucket.slowed_at;
    if (is_throttled && is_told_already) return;
    if (is_throttled) {
        const bool is_first = !std::exchange(bucket.is_slowed, true);
        // Before half a second is over, what was called so far is all that is known.
        const double least = 0.1;
        const double so_far = static_cast<double>(bucket.calls) / std::max(seconds(now - bucket.measured_until), least);
        const double measured = std::max(bucket.measured, so_far);
        bucket.highest_rate = is_first || bucket.rate <= 0 ? bounded(measured) : bucket.rate;
        bucket.slowed_at = now;
        bucket.rate = bounded(bucket.highest_rate * policy_.decrease);
    } else if (bucket.is_slowed) {
        const double most = std::max(bucket.measured * policy_.headroom, bucket.rate);
        bucket.rate = bounded(std::min(recovered(bucket, now), most));
    }
}

double RateLimiter::rate(const RateKey& key) {
    const std::lock_guard lock{mutex_};
    return bucket(key).rate;
}

RateLimiter::Bucket& RateLimiter::bucket(const RateKey& key) {
    const auto [place, is_new] = buckets_.try_emplace(key);
    if (is_new) place->second.rate = policy_.ceiling;
    if (is_new) place->second.measured_until = clock_.now();
    return place->second;
}

// Half seconds, as the SDKs count.
void RateLimiter::measure(Bucket& bucket, Time now) const {
    constexpr microseconds least{500'000};
    ++bucket.calls;
    const auto passed = now - bucket.measured_until;
    if (passed < least) return;
    const double current = static_cast<double>(bucket.calls) / seconds(passed);
    bucket.measured = current * policy_.smoothing + bucket.measured * (1 - policy_.smoothing);
    bucket.measured_until = now;
    bucket.calls = 0;
}

// Flat about the rate at which AWS throttled, reached after `plateau` seconds; steep before and after.
double RateLimiter::recovered(const Bucket& bucket, Time now) const {
    const double plateau = std::cbrt(bucket.highest_rate * (1 - policy_.decrease) / policy_.steepness);
    return policy_.steepness * std::pow(seconds(now - bucket.slowed_at) - plateau, 3) + bucket.highest_rate;
}

double RateLimiter::bounded(double rate) const {
    const double low = policy_.ceiling > 0 ? std::min(policy_.floor, policy_.ceiling) : policy_.floor;
    rate = std::max(rate, low);
    return policy_.ceiling > 0 ? std::min(rate, policy_.ceiling) : rate;
}

}  // namespace iamirror::aws
