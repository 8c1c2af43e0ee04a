// The one way to call AWS: signs, sends, retries, counts, and says everything about an error.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <random>
#include <string>

#include "aws/credentials.h"
#include "aws/document.h"
#include "aws/endpoint.h"
#include "aws/http.h"
#include "aws/operation.h"
#include "aws/rate_limiter.h"
#include "aws/retry.h"
#include "model/base/event.h"
#include "model/base/time.h"

namespace iamirror::aws {

// What a client stands on; everything outlives it. One client is one identity in one region; in_region() gives others.
struct ClientParts {
    Transport* transport = nullptr;
    Clock* clock = nullptr;
    CredentialsProvider* credentials = nullptr;
    Observer* observer = nullptr;
    EndpointSettings endpoints;
    Secret hidden;       // a parameter of the calls that is never shown, wherever AWS repeats it; may be empty
    std::string region;  // where regional services are called, and IAM's partition follows from it
    RetryPolicy retry;
    RateLimiter* rate = nullptr;    // may be shared with other clients; null: nothing but AWS slows the calls
    std::optional<Time> deadline;   // of the run: no attempt starts after it, the call fails (ErrorKind::unavailable)
    std::uint64_t random_seed = 0;  // of the retries' jitter
    std::chrono::microseconds clock_skew{0};  // AWS's time minus ours, where it is known already
    std::function<bool()> is_cancelled;       // asked while it waits between attempts; may be empty
};

struct Answer {
    Document document;
    Node result;  // below the protocol's wrapper: <ListRolesResult>; of rest-xml the root element
    int http_status = 0;
    std::vector<Header> headers;  // HeadBucket says in them where a bucket is
    std::string request_id;
    int attempts = 1;
};

// Counts over the life of a client, every attempt a call.
struct CallCount {
    long calls = 0;
    long retries = 0;
};

class Client {
  public:
    explicit Client(ClientParts parts);

    // The answer, or the error of the last attempt with all attempts in it. Fills service_action, region, and, once
    // it is known, account_id. A write whose effect is not known (no answer, 5xx, an unreadable one) is not sent again:
    // the error has effect_unknown, and the caller reads back. Where S3 says that a bucket is in another region of the
    // partition, the call goes there, once, and so do later ones for that bucket. Thread safe, as far as the parts are.
    Result<Answer> call(const Operation& operation, const Parameters& parameters);

    // The same client in another region: all but the region is shared, for good.
    Client in_region(std::string region) const;
    const std::string& region() const { return region_; }

    // The account that errors are to name; set after GetCallerIdentity.
    void set_account_id(std::string account_id);
    CallCount count() const;
    // AWS's time minus ours, as the last answer that shows it has it; what comes is signed by it.
    std::chrono::microseconds clock_skew() const;

    struct State;

  private:
    Client(std::shared_ptr<State> state, std::string region);

    std::shared_ptr<State> state_;
    std::string region_;
};

}  // namespace iamirror::aws
