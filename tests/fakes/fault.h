// What can go wrong between a client and AWS, as a table: one row a kind.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "tests/fakes/query_call.h"

namespace iamirror::testing {

enum class Harm {
    none,     // odd, but a good answer: the client goes on
    passing,  // the client may try again and will then see no trace of it
    lasting   // an answer that no second try makes better
};

struct Fault {
    std::string name;
    // The call reaches what stands behind and does its work; then its answer is damaged or lost. Else it never does.
    bool takes_effect = false;
    Harm harm = Harm::lasting;
    // On a listing only: elsewhere it changes nothing that a client looks at.
    bool is_of_listings = false;
    // What the client gets; `answer` is what it would have got (empty where the call took no effect).
    std::function<Response(const Call&, Response answer)> spoil;
    // Changes what is asked of what stands behind; may be empty.
    std::function<void(Call&)> reshape = {};
    // Damages the flag of a listing that has one: where the marker alone says "more", there is nothing to contradict.
    bool needs_flag = false;
};

// How a listing goes on.
struct MarkerForm {
    std::string element = "Marker";    // of the answer
    std::string parameter = "Marker";  // of the next call
    bool has_flag = true;              // IsTruncated
};

std::optional<MarkerForm> marker_form(const Call& call);  // nothing for what is no listing

// Whether the client can be hurt by that fault of that call at all.
bool does_harm(const Fault& fault, const Call& call);

// An error in the form of the call's protocol: S3's has no wrapper, IAM's, STS's and S3 Control's have one.
Response error_for(const Call& call, int status, const std::string& code, const std::string& message);

const std::vector<Fault>& faults();
const Fault& fault(const std::string& name);  // throws std::out_of_range for a name that no row has

// The marker that the fault `marker_repeats` gives on every page.
inline constexpr const char* repeating_marker = "the-same-marker-again";

}  // namespace iamirror::testing
