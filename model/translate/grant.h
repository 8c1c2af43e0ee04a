// One permission on one resource: the atom that access controls are made of, and that plans compare.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/policy/policy.h"

namespace iamirror::model {

struct Grant {
    std::string action;    // "s3:GetObject"
    std::string resource;  // an ARN as IAM reads it
    Conditions condition;
    auto operator<=>(const Grant&) const = default;
};
using Grants = std::set<Grant>;

// The fewest characters we know how to say it with: what another grant covers is left out, prefixes of one bucket share
// a statement, what has the same actions or the same resources stands together. Never grants more or less.
std::vector<Statement> statements_of(const Grants& grants);

// The grants of Allow statements that name actions and resources: one for each pair and prefix; nothing for others.
Grants grants_of(const Policy& policy);

// True if `grant` is proven to be within one of `others`.
bool is_within(const Grant& grant, const Grants& others);

// The condition key that limits a listing of a bucket to a prefix.
inline constexpr const char* prefix_operator = "StringLike";
inline constexpr const char* prefix_key = "s3:prefix";

}  // namespace iamirror::model
