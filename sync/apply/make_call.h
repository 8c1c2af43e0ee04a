// One call that writes to AWS, from the intent to the outcome.
#pragma once

#include <chrono>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "aws/client.h"
#include "model/base/event.h"
#include "sync/apply/journal.h"

namespace iamirror::sync {

// IAM is eventually consistent: how long a condition is waited for, and how often it is looked at.
struct Patience {
    std::chrono::milliseconds deadline{180'000};  // AWS has been seen to need two minutes
    std::chrono::milliseconds first_pause{100};
    std::chrono::milliseconds longest_pause{2'000};
    std::chrono::milliseconds settling{5'000};  // how long a call may still show its effect
    std::chrono::milliseconds lost_reply{500};  // the same, where the call can simply be made again
};

// What the writing side of an apply stands on; everything outlives it.
struct ApplyParts {
    aws::Client& client;
    Journal& journal;
    Clock& clock;
    Observer& observer;
    std::string account_id;
    std::function<bool()> is_interrupted;
    Patience patience;
};

// Waits until the role of that name is as expected; gives what was seen last.
Result<std::optional<model::Role>> wait_for_role(ApplyParts& parts, const std::string& name,
                                                 const std::optional<model::Role>& expected,
                                                 std::chrono::milliseconds deadline);

// Journals, calls, reads back. Gives the role as read back: as the call must leave it. An error whose effect nobody
// knows leaves the intent open for the next apply; any other is journaled. `made` are the lower-case names of the roles
// this run has made: a trust policy that names one may be too early for AWS, and is tried again.
Result<std::optional<model::Role>> make_call(ApplyParts& parts, JournaledCall& call, const std::set<std::string>& made);

}  // namespace iamirror::sync
