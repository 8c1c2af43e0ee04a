// What can go wrong between a client and AWS, as a table: one row a kind.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/fakes/query_call.h"

namespace iamirror::testing {

struct Fault {
    std::string name;
    // The call reaches what stands behind and does its work; then its answer is damaged or lost. Else it never does.
    bool takes_effect = false;
    // A client may try again and will then see no trace of it.
    bool is_transient = false;
    // What the client gets; `answer` is what it would have got (empty where the call took no effect).
    std::function<Response(const Call&, Response answer)> spoil;
};

const std::vector<Fault>& faults();
const Fault& fault(const std::string& name);  // throws std::out_of_range for a name that no row has

// The marker that the fault `marker_repeats` gives on every page.
inline constexpr const char* repeating_marker = "the-same-marker-again";

}  // namespace iamirror::testing
