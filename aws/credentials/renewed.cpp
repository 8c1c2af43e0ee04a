#include "aws/credentials/renewed.h"

namespace iamirror::aws {

namespace {

constexpr std::chrono::minutes renewal_before_end{15};
constexpr std::chrono::minutes pause_after_failure{1};

}  // namespace

bool RenewedCredentials::is_fresh(Time now) const {
    if (!kept_) return false;
    if (!kept_->expires_at || now < *kept_->expires_at - renewal_before_end) return true;
    return now < next_try_ && (kept_->outlives_its_end || now < *kept_->expires_at);
}

Result<Credentials> RenewedCredentials::get() {
    const std::lock_guard lock{mutex_};
    if (is_fresh(clock_.now())) return *kept_;
    auto fetched = fetch_();
    const auto now = clock_.now();
    if (fetched) {
        kept_ = *fetched;
        // A session shorter than the margin must not be fetched anew for every call.
        next_try_ = now + pause_after_failure;
        return fetched;
    }
    next_try_ = now + pause_after_failure;
    if (kept_ && (kept_->outlives_its_end || now < *kept_->expires_at)) return *kept_;
    return fetched;
}

}  // namespace iamirror::aws
