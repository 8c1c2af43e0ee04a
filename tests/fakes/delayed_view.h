// AWS is slow to believe: for a while after a write, reads of what was written answer as before it, and a fresh
// principal is not known to a policy.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html#troubleshoot_general_eventual-consistency
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>

#include "model/base/time.h"
#include "tests/fakes/query_call.h"

namespace iamirror::testing {

class DelayedView {
  public:
    void set_delay(std::chrono::milliseconds delay) { delay_ = delay; }

    // What is to be answered in the place of what stands behind; nullopt: nothing is.
    std::optional<Response> instead(const Call& call, Time now) const;
    // What stood behind has answered so.
    void note(const Call& call, const Response& answer, Time now);

  private:
    struct Change {
        Time seen_from;
        bool is_fresh = false;  // made by it: before, nothing was there
    };
    bool is_hidden(const std::string& object, Time now) const;

    std::chrono::milliseconds delay_{0};
    std::map<std::string, Change> changes_;    // by what was changed: "RoleName=sales"
    std::map<std::string, Response> answers_;  // the last that was to be seen, by the key of the read
};

}  // namespace iamirror::testing
