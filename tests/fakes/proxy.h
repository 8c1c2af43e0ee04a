// Stands before an HTTP stand-in of AWS: logs every call, cuts listings into pages, and lets calls go wrong as told.
// Deterministic: what stands behind sees one call at a time, in the order in which they came.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/base/time.h"
#include "tests/fakes/fault.h"
#include "tests/fakes/query_call.h"
#include "tests/fakes/repager.h"
#include "tests/fakes/signature_check.h"

namespace iamirror::testing {

// Which calls a fault befalls.
struct FaultRule {
    std::string fault;                    // a name in faults()
    std::optional<long> call_index = {};  // the call of that index only
    std::string action = {};              // "ListRoles": calls of that action only; "" any
    std::optional<long> write = {};       // the write of that number only, from 1
    int attempts = 1'000'000;             // the first so many attempts of each such call
};

enum class Moment { before_effect, after_effect };  // of a call, as seen by what stands behind

class Proxy {
  public:
    using Upstream = std::function<Response(const Request&)>;
    using Hook = std::function<void(Moment, const Call&)>;
    using Rewrite = std::function<void(const Call&, Response& answer)>;

    explicit Proxy(Upstream upstream, RepagerSettings paging = {});
    // Before a server on loopback. Where it does not answer, the client sees 502.
    explicit Proxy(int upstream_port, RepagerSettings paging = {});
    ~Proxy();

    std::string url() const;

    void inject(FaultRule rule);
    void clear_faults();
    // Called in the thread of the call, which waits for it: the place to stop, or to kill, a client.
    void set_hook(Hook hook);
    // May change the answer of any call before it is spoilt or sent: values that move by themselves.
    void set_rewrite(Rewrite rewrite);

    // What follows goes by this clock; the machine's where none is given.
    void set_clock(std::function<Time()> now);
    // From now on a request that is not signed as it should be is refused, and does not take effect. Keys in answers
    // that pass are learnt; calls that bring a web identity or a SAML assertion need no signature.
    void verify_signatures(SignatureCheck check);
    // Calls a second that each service takes, as many at once; what is more is throttled in the protocol's form.
    void limit_rate(double calls_a_second);
    // For so long after a write, reads of what it wrote answer as before it.
    void hide_writes(std::chrono::milliseconds delay);

    // Every attempt, in order. The next call after clear_calls() has index 1 again.
    std::vector<Call> calls() const;
    std::vector<Call> writes() const;  // those that took effect
    void clear_calls();

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace iamirror::testing
