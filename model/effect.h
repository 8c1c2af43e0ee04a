// The effect of a plan on people: who gains and who loses what.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/access_control.h"
#include "model/role.h"

namespace iamirror::model {

struct Effect {
    std::string who;         // ARN of a principal, a service
    std::string permission;  // a word of control.permission where one says it all, else the action
    std::string what;        // s3://…, else the ARN
    std::string condition;   // JSON of what limits it, "" for nothing: end, external id, condition of the row
    auto operator<=>(const Effect&) const = default;
};

struct Effects {
    std::vector<Effect> gains;
    std::vector<Effect> loses;
};

// Sorted. Access that has ended at `now` is none; access within what stays is not lost.
Effects effects_of(const std::optional<Role>& before, const std::optional<Role>& after,
                   const PermissionTable& permissions, Time now);

}  // namespace iamirror::model
