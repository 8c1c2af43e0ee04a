// The canonical form of a policy, its text, and when two policies say the same.
#pragma once

#include <string>
#include <string_view>

#include "model/policy/policy.h"

namespace iamirror::model {

// Lists sorted by octet without repeats, equal statements once, statements in the order of their text, the version
// spelt out. Changes no meaning: IAM minds no order, and repeats say nothing.
Policy canonical(Policy policy);

// Compact JSON, always the same for the same value: one value stands without its list, members in IAM's usual order.
// Reads back as an equal value, an absent version included.
std::string format_policy(const Policy& policy);

// True where IAM evaluates both alike for every request, by form: case of actions and condition keys, order, repeats,
// Sid and Id do not count. False does not prove a difference ("s3:*" beside "s3:Get*").
bool same_meaning(const Policy& left, const Policy& right);

// What same_meaning compares, as text: for digests.
std::string meaning_of(const Policy& policy);

// What AWS counts against its limits: the characters of the text that are no white space.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
std::size_t policy_size(std::string_view text);

}  // namespace iamirror::model
