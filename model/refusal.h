// Why something is not done: which guard or rule says so, in words a person understands.
#pragma once

#include <string>
#include <vector>

namespace iamirror::model {

struct Refusal {
    std::string guard;   // "ownership", "reserved", "incomplete source", "limit", "who", "what", …
    std::string reason;  // names the thing
    bool operator==(const Refusal&) const = default;
};
using Refusals = std::vector<Refusal>;

// "guard: reason", as ops.plan_item.refused_by has it.
inline std::string format(const Refusal& refusal) {
    return refusal.guard + ": " + refusal.reason;
}

}  // namespace iamirror::model
