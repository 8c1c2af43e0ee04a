// Keeps credentials and renews them before they end.
#pragma once

#include <functional>
#include <mutex>
#include <optional>

#include "aws/credentials.h"

namespace iamirror::aws {

// Asks `fetch` at the first get() and again from fifteen minutes before the end on. Where a renewal fails, the old ones
// serve until they end (an instance's beyond that), and the next try waits a minute. Thread safe: one fetches, the
// others wait for it.
class RenewedCredentials : public CredentialsProvider {
  public:
    using Fetch = std::function<Result<Credentials>()>;
    RenewedCredentials(Fetch fetch, Clock& clock) : fetch_(std::move(fetch)), clock_(clock) {}
    Result<Credentials> get() override;

  private:
    bool is_fresh(Time now) const;

    Fetch fetch_;
    Clock& clock_;
    std::mutex mutex_;
    std::optional<Credentials> kept_;
    Time next_try_{};
};

}  // namespace iamirror::aws
