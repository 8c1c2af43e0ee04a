#include "aws/client.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "aws/clock_skew.h"
#include "aws/internal/failure.h"
#include "aws/internal/protocols.h"
#include "aws/internal/redirect.h"
#include "aws/internal/signing_keys.h"
#include "aws/sigv4.h"
#include "model/base/text.h"

namespace iamirror::aws {

struct Client::State {
    ClientParts parts;
    RetryQuota quota;
    SigningKeys signing_keys;
    std::mutex mutex;  // of what follows
    std::mt19937_64 random;
    CallCount count;
    std::string account_id;
    std::chrono::microseconds clock_skew{0};
    std::map<std::string, std::string> bucket_regions;  // as redirects told them
};

namespace {

using std::chrono::milliseconds;

milliseconds between(Time from, Time to) {
    return std::chrono::duration_cast<milliseconds>(to - from);
}

// One call with all its attempts.
class Call {
  public:
    Call(Client::State& state, const Operation& operation, const std::string& region)
        : state_(state),
          parts_(state.parts),
          operation_(operation),
          asked_region_(region),
          start_(parts_.clock->now()) {}

    Result<Answer> run(const Parameters& parameters) {
        if (auto status = prepare(parameters, first_region(parameters)); !status) return placed(status.error());
        for (;;) {
            if (auto turn = wait_for_turn(); !turn) return placed(turn.error());
            const auto credentials = parts_.credentials->get();
            if (!credentials) return placed(credentials.error());
            auto reply = attempt(request_, endpoint_, *credentials);
            if (reply.document) return success(std::move(reply));
            if (const auto region = next_region(reply)) {
                keep_region(parameters, *region);
                if (auto status = prepare(parameters, *region); !status) return placed(status.error());
                continue;
            }
            const auto pause = pause_before_next();
            if (!pause) return failed(*credentials);
            report(CallRetried{operation_.action(), last_.attempt, static_cast<long>(pause->count())});
            if (is_stopped_during(*pause)) return stopped(*credentials);
        }
    }

  private:
    // The request as it is called in that region.
    Status prepare(const Parameters& parameters, const std::string& region) {
        auto endpoint = resolve_endpoint(endpoint_query(operation_, parameters, region), parts_.endpoints);
        if (!endpoint) return endpoint.error();
        endpoint_ = std::move(endpoint).value();
        region_ = endpoint_.signing_region;
        auto request = make_request(operation_, parameters, endpoint_);
        if (!request) return request.error();
        request_ = std::move(request).value();
        return Done{};
    }

    std::string first_region(const Parameters& parameters) {
        const auto* bucket = find_parameter(parameters, operation_.endpoint_parameter);
        const std::lock_guard lock{state_.mutex};
        const auto known = bucket == nullptr ? state_.bucket_regions.end() : state_.bucket_regions.find(*bucket);
        return known == state_.bucket_regions.end() ? asked_region_ : known->second;
    }

    // The region that the last answer sends us to, once a call.
    std::optional<std::string> next_region(const Reply& reply) {
        if (number_ >= parts_.retry.max_attempts || has_moved_) return std::nullopt;
        auto region = redirect_region(operation_, last_.attempt, reply, region_);
        has_moved_ = region.has_value();
        return region;
    }

    void keep_region(const Parameters& parameters, const std::string& region) {
        const auto* bucket = find_parameter(parameters, operation_.endpoint_parameter);
        if (bucket == nullptr) return;
        const std::lock_guard lock{state_.mutex};
        state_.bucket_regions[*bucket] = region;
    }

    // Until the rate allows an attempt; an error where the run has no time for it.
    Status wait_for_turn() {
        if (!is_in_run(milliseconds{0})) return out_of_time();
        if (parts_.rate == nullptr) return Done{};
        turn_taken_at_ = parts_.clock->now();
        const auto pause = std::chrono::ceil<milliseconds>(parts_.rate->take(rate_key()));
        if (!is_in_run(pause)) return out_of_time();
        if (pause.count() > 0 && is_stopped_during(pause))
            return Error{.kind = ErrorKind::interrupted, .message = "interrupted"};
        return Done{};
    }

    // Sends the request once. Where it fails, `last_` says how.
    Reply attempt(HttpRequest request, const Endpoint& endpoint, const Credentials& credentials) {
        const auto sent_at = parts_.clock->now();
        request.timeout = std::min(request.timeout, parts_.retry.deadline - between(start_, sent_at));
        const auto skew = clock_skew();
        if (!operation_.is_unsigned) {
            const SigningScope scope{sent_at + skew, endpoint.signing_region, endpoint.signing_name};
            sign(request, credentials, scope,
                 {.path = path_rule(endpoint.signing_name),
                  .key = state_.signing_keys.key(credentials.secret_access_key, scope)});
        }
        auto response = parts_.transport->send(request);
        ++number_;
        auto reply = response ? rules_of(operation_.protocol).read(operation_, *response) : Reply{};
        const auto now = parts_.clock->now();
        const auto change = response ? learn_skew(*response, sent_at, now) - skew : std::chrono::microseconds{0};
        last_ = failure(response, reply, now);
        last_.attempt.number = number_;
        last_.attempt.message = safe_message(last_.attempt.message, credentials, parts_.hidden);
        is_clock_wrong_ = change.count() != 0 && is_clock_error(last_.attempt.code, change);
        count();
        report(CallEnded{.service_action = operation_.action(),
                         .region = region_,
                         .attempt = number_,
                         .http_status = response ? response->status : 0,
                         .aws_code = last_.attempt.code,
                         .request_id = reply.request_id,
                         .duration_ms = static_cast<long>(between(sent_at, now).count())});
        if (!reply.document)
            attempts_.push_back(last_.attempt);
        else
            response_ = {.status = response->status, .headers = std::move(response->headers), .body = {}};
        if (parts_.rate != nullptr && response)
            parts_.rate->on_answer(rate_key(), !reply.document && last_.retry == Failure::throttling, turn_taken_at_);
        return reply;
    }

    CallFailure failure(const Result<HttpResponse>& response, const Reply& reply, Time now) const {
        if (!response) return failure_of(response.error());
        return reply.document ? CallFailure{} : failure_of(operation_, *response, reply, now);
    }

    // nullopt where there is no next attempt.
    std::optional<milliseconds> pause_before_next() {
        if (number_ >= parts_.retry.max_attempts) return std::nullopt;
        if (is_clock_wrong_ && !std::exchange(has_corrected_clock_, true)) return milliseconds{0};
        if (last_.retry == Failure::final) return std::nullopt;
        if (operation_.is_write && last_.effect_unknown) return std::nullopt;
        const auto pause = pause_before(number_ + 1, last_.retry, parts_.retry, draw(), last_.retry_after);
        const bool in_time = between(start_, parts_.clock->now()) + pause < parts_.retry.deadline && is_in_run(pause);
        if (!in_time) return std::nullopt;
        last_cost_ = state_.quota.pay(last_.attempt.http_status != 0);
        is_quota_spent_ = last_cost_ == 0;
        return is_quota_spent_ ? std::nullopt : std::optional{pause};
    }

    // Whether the run still lasts after the pause.
    bool is_in_run(milliseconds pause) const {
        return !parts_.deadline || parts_.clock->now() + pause < *parts_.deadline;
    }

    // What an attempt before it was answered is known then too, and is in the error's attempts.
    Error out_of_time() const {
        return {.kind = ErrorKind::unavailable,
                .message = "the deadline of the run is past",
                .hint = "give it more time (--deadline), or run again",
                .effect_unknown = number_ > 0 && last_.effect_unknown && operation_.is_write};
    }

    // Waits; true if the user asked to stop meanwhile.
    bool is_stopped_during(milliseconds pause) {
        constexpr milliseconds slice{100};
        if (!parts_.is_cancelled) {
            parts_.clock->sleep(pause);
            return false;
        }
        for (; pause.count() > 0 && !parts_.is_cancelled(); pause -= slice) parts_.clock->sleep(std::min(pause, slice));
        return parts_.is_cancelled();
    }

    Answer success(Reply reply) {
        state_.quota.succeed(last_cost_);
        return {.document = std::move(*reply.document),
                .result = reply.result,
                .http_status = response_.status,
                .headers = std::move(response_.headers),
                .request_id = std::move(reply.request_id),
                .attempts = number_};
    }

    Error failed(const Credentials& credentials) {
        Error error;
        error.kind = last_.kind;
        error.message = message_for(last_);
        error.hint = hint_for(last_, operation_, credentials.source);
        if (is_quota_spent_ && error.hint.empty()) error.hint = "too many calls failed for one more to be repeated";
        error.aws_code = last_.attempt.code;
        error.request_id = last_.attempt.request_id;
        error.effect_unknown = last_.effect_unknown && operation_.is_write;
        return placed(std::move(error));
    }

    Error stopped(const Credentials& credentials) {
        last_.kind = ErrorKind::interrupted;
        return failed(credentials);
    }

    // The error with where it happened, unless it says so already (an AssumeRole that the credentials need).
    Error placed(Error error) {
        if (!error.service_action.empty()) return error;
        error.service_action = operation_.action();
        error.region = region_.empty() ? asked_region_ : region_;
        error.attempts = attempts_;
        const std::lock_guard lock{state_.mutex};
        error.account_id = state_.account_id;
        return error;
    }

    void count() {
        const std::lock_guard lock{state_.mutex};
        ++state_.count.calls;
        if (number_ > 1) ++state_.count.retries;
    }

    std::chrono::microseconds clock_skew() {
        const std::lock_guard lock{state_.mutex};
        return state_.clock_skew;
    }

    // What the client signs by from now on: the skew that the answer shows, or the one before.
    std::chrono::microseconds learn_skew(const HttpResponse& response, Time sent, Time received) {
        const auto seen = observed_skew(response, sent, received);
        const std::lock_guard lock{state_.mutex};
        return state_.clock_skew = seen.value_or(state_.clock_skew);
    }

    RateKey rate_key() {
        const std::lock_guard lock{state_.mutex};
        return {state_.account_id, region_, operation_.service};
    }

    double draw() {
        const std::lock_guard lock{state_.mutex};
        return std::uniform_real_distribution<double>{}(state_.random);
    }

    void report(const Event& event) {
        if (parts_.observer != nullptr) parts_.observer->on(event);
    }

    Client::State& state_;
    ClientParts& parts_;
    const Operation& operation_;
    const std::string& asked_region_;
    const Time start_;
    Endpoint endpoint_;
    HttpRequest request_;
    HttpResponse response_;  // that succeeded, without its body
    std::string region_;
    Time turn_taken_at_{};  // when the rate limiter was asked for this attempt
    int number_ = 0;
    CallFailure last_;
    bool is_clock_wrong_ = false;       // the last attempt failed for it
    bool has_corrected_clock_ = false;  // once a call: a second such error has another cause
    bool has_moved_ = false;            // to the region that S3 named; once a call too
    int last_cost_ = 0;                 // of the repeat that the last attempt is
    bool is_quota_spent_ = false;
    std::vector<Attempt> attempts_;
};

}  // namespace

Client::Client(ClientParts parts) : state_(std::make_shared<State>()), region_(parts.region) {
    state_->random.seed(parts.random_seed);
    state_->clock_skew = parts.clock_skew;
    state_->parts = std::move(parts);
}

Result<Answer> Client::call(const Operation& operation, const Parameters& parameters) {
    return Call{*state_, operation, region_}.run(parameters);
}

Client::Client(std::shared_ptr<State> state, std::string region)
    : state_(std::move(state)), region_(std::move(region)) {}

Client Client::in_region(std::string region) const {
    return Client{state_, std::move(region)};
}

void Client::set_account_id(std::string account_id) {
    const std::lock_guard lock{state_->mutex};
    state_->account_id = std::move(account_id);
}

CallCount Client::count() const {
    const std::lock_guard lock{state_->mutex};
    return state_->count;
}

std::chrono::microseconds Client::clock_skew() const {
    const std::lock_guard lock{state_->mutex};
    return state_->clock_skew;
}

}  // namespace iamirror::aws
