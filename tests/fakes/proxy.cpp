#include "tests/fakes/proxy.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "tests/fakes/delayed_view.h"
#include "tests/fakes/http_client.h"

namespace iamirror::testing {

namespace {

// Odd ways of delivery that take nothing from the client.
bool reaches_client(Delivery delivery) {
    return delivery == Delivery::byte_by_byte || delivery == Delivery::in_two_halves ||
           delivery == Delivery::close_after;
}

}  // namespace

struct Proxy::State {
    struct Bucket {
        double tokens = 0;
        Time filled;
    };

    struct OpenCall {
        long index = 0, write = 0;
        int attempts = 0;
    };

    Upstream upstream;
    Repager repager;
    mutable std::mutex mutex;  // over everything below, and over what stands behind
    std::vector<FaultRule> rules;
    Hook hook;
    Rewrite rewrite;
    std::function<Time()> now = [] { return SystemClock{}.now(); };
    std::optional<SignatureCheck> signatures;
    double rate = 0;  // 0: any
    std::map<std::string, Bucket> buckets;
    DelayedView view;
    std::vector<Call> calls;
    std::map<std::string, OpenCall> open_calls;  // calls by key whose last attempt failed: the next is a repeat
    long next_index = 1, next_write = 1;
    std::optional<HttpServer> server;  // the last member: its threads use the others

    State(Upstream behind, RepagerSettings paging) : upstream(std::move(behind)), repager(paging) {}

    void identify(Call& call) {
        OpenCall& open = open_calls[call.key()];
        if (open.attempts == 0) {
            open.index = next_index++;
            open.write = call.is_write() ? next_write++ : 0;
        }
        call.index = open.index;
        call.write = open.write;
        call.attempt = ++open.attempts;
    }

    static bool is_repeat(const Call& call) {
        const std::optional<MarkerForm> form = marker_form(call);
        return form && call.parameter(form->parameter) == repeating_marker;
    }

    const Fault* fault_for(const Call& call) const {
        if (is_repeat(call)) {
            return &fault("marker_repeats");
        }
        for (const FaultRule& rule : rules) {
            if (call.index == rule.call_index.value_or(call.index) && call.write == rule.write.value_or(call.write) &&
                call.attempt <= rule.attempts && (rule.action.empty() || rule.action == call.action)) {
                return &fault(rule.fault);
            }
        }
        return nullptr;
    }

    Response ask(const Request& request, const Call& call) {
        Call paged = call;
        const bool repeats = is_repeat(call);
        if (repeats) {
            paged.parameters.erase(marker_form(call)->parameter);
        }
        if (!Repager::knows(call)) {
            return upstream(repeats ? with_parameters(request, paged.parameters) : request);
        }
        return repager.page(paged,
                            [&](const auto& parameters) { return upstream(with_parameters(request, parameters)); });
    }

    void tell(Moment moment, const Call& call) {
        Hook told;
        {
            const std::lock_guard lock(mutex);
            told = hook;
        }
        if (told) {
            told(moment, call);
        }
    }

    Response effect(const Request& request, Call& call, const std::function<void(Call&)>& reshape) {
        const std::lock_guard lock(mutex);
        Call asked = call;
        if (reshape) {
            reshape(asked);
        }
        const std::optional<Response> earlier = view.instead(asked, now());
        Response answer = earlier ? *earlier : ask(request, asked);
        if (earlier) {
            call.took_effect = !call.is_write();
        } else {
            view.note(asked, answer, now());
        }
        if (signatures) {
            signatures->learn(answer.body);
        }
        if (rewrite) {
            rewrite(call, answer);
        }
        return answer;
    }

    void log(const Call& call, bool failed) {
        const std::lock_guard lock(mutex);
        calls.push_back(call);
        if (!failed) {
            open_calls.erase(call.key());
        }
    }

    bool is_too_fast(const Call& call) {
        if (rate <= 0) {
            return false;
        }
        const auto [place, is_new] = buckets.try_emplace(call.service, Bucket{rate, now()});
        Bucket& bucket = place->second;
        const double passed = std::chrono::duration<double>(now() - bucket.filled).count();
        bucket = {std::min(rate, bucket.tokens + passed * rate), now()};
        if (bucket.tokens < 1) {
            return true;
        }
        bucket.tokens -= 1;
        return false;
    }

    // What AWS says before it looks at what is asked; the name of the reason goes into the log.
    std::optional<Response> turn_away(const Request& request, Call& call) {
        const bool needs_signature = call.action != "AssumeRoleWithWebIdentity" && call.action != "AssumeRoleWithSAML";
        if (signatures && needs_signature) {
            if (const auto refusal = signatures->refuse(request, now())) {
                call.fault = refusal->code;
                return error_for(call, 403, refusal->code, refusal->message);
            }
        }
        if (is_too_fast(call)) {
            call.fault = "rate";
            return fault("throttling").spoil(call, {});
        }
        return std::nullopt;
    }

    Response answer(const Request& request) {
        Call call = parse_call(request);
        {
            const std::lock_guard lock(mutex);
            if (const auto refusal = turn_away(request, call)) {
                identify(call);
                call.status = refusal->status;
                calls.push_back(call);
                return *refusal;
            }
        }
        const Fault* fault = nullptr;
        {
            const std::lock_guard lock(mutex);
            identify(call);
            fault = fault_for(call);
        }
        call.fault = fault == nullptr ? "" : fault->name;
        call.took_effect = fault == nullptr || fault->takes_effect;
        tell(Moment::before_effect, call);
        const auto reshape = fault != nullptr ? fault->reshape : nullptr;
        Response response = call.took_effect ? effect(request, call, reshape) : Response{};
        tell(Moment::after_effect, call);
        if (fault != nullptr) {
            response = fault->spoil(call, std::move(response));
        }
        const bool is_intact = response.delivery == Delivery::whole || reaches_client(response.delivery);
        call.status = is_intact ? response.status : 0;
        const bool is_good = fault == nullptr || fault->harm == Harm::none;
        log(call, !is_good || response.status >= 500);
        return response;
    }
};

Proxy::Proxy(Upstream upstream, RepagerSettings paging) : state_(std::make_unique<State>(std::move(upstream), paging)) {
    state_->server.emplace([state = state_.get()](const Request& request) { return state->answer(request); });
}

Proxy::Proxy(int upstream_port, RepagerSettings paging)
    : Proxy(
          [upstream_port](const Request& request) {
              return send_to(upstream_port, request).value_or(Response{.status = 502, .headers = {}, .body = ""});
          },
          paging) {}

Proxy::~Proxy() {
    state_->server.reset();
}

std::string Proxy::url() const {
    return state_->server->url();
}

void Proxy::inject(FaultRule rule) {
    const std::lock_guard lock(state_->mutex);
    state_->rules.push_back(std::move(rule));
}

void Proxy::clear_faults() {
    const std::lock_guard lock(state_->mutex);
    state_->rules.clear();
}

void Proxy::set_hook(Hook hook) {
    const std::lock_guard lock(state_->mutex);
    state_->hook = std::move(hook);
}

void Proxy::set_rewrite(Rewrite rewrite) {
    const std::lock_guard lock(state_->mutex);
    state_->rewrite = std::move(rewrite);
}

void Proxy::set_clock(std::function<Time()> now) {
    const std::lock_guard lock(state_->mutex);
    state_->now = std::move(now);
}

void Proxy::verify_signatures(SignatureCheck check) {
    const std::lock_guard lock(state_->mutex);
    state_->signatures = std::move(check);
}

void Proxy::limit_rate(double calls_a_second) {
    const std::lock_guard lock(state_->mutex);
    state_->rate = calls_a_second;
    state_->buckets.clear();
}

void Proxy::hide_writes(std::chrono::milliseconds delay) {
    const std::lock_guard lock(state_->mutex);
    state_->view.set_delay(delay);
}

std::vector<Call> Proxy::calls() const {
    const std::lock_guard lock(state_->mutex);
    return state_->calls;
}

std::vector<Call> Proxy::writes() const {
    std::vector<Call> writes = calls();
    std::erase_if(writes, [](const Call& call) { return !call.is_write() || !call.took_effect; });
    return writes;
}

void Proxy::clear_calls() {
    const std::lock_guard lock(state_->mutex);
    state_->calls.clear();
    state_->open_calls.clear();
    state_->next_index = 1;
    state_->next_write = 1;
}

}  // namespace iamirror::testing
