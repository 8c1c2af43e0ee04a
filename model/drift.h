// Drift: a role that iamirror made and someone else changed or deleted since. Told, whether or not a plan puts it
// right.
#pragma once

#include <string>
#include <vector>

namespace iamirror::model {

struct PlanInput;

struct Drift {
    std::string access_control;
    std::string how;  // "role sales was changed outside"; "" where it is as it was last written

    bool is_drifted() const { return !how.empty(); }
};

// One for each access control that is applied or drifted and whose role can be judged, sorted by name. None where roles
// were not read completely: what the mirror holds may then be older than the last write.
std::vector<Drift> drift_of(const PlanInput& input);

}  // namespace iamirror::model
