// The variables of a policy: ${aws:username}, ${key, 'default'}, and the escapes ${*}, ${?}, ${$}.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#pragma once

#include <string_view>

#include "model/policy/evaluation/facts.h"
#include "model/policy/language_glob.h"

namespace iamirror::model {

struct Substituted {
    // no_value: a variable has none, so what holds it matches nothing. unknown: only the request knows.
    enum class State { done, no_value, unknown };
    State state = State::done;
    Glob glob;
};

// No ARN and no value of a request is longer: a text that variables make longer has no value. Many variables with long
// values could make gigabytes out of a policy else.
inline constexpr std::size_t max_filled_characters = 1'000'000;

struct Substitution {
    bool has_variables = true;  // false in a policy of version 2008-10-17, where they are plain text
    bool has_wildcards = true;  // false: `*` and `?` stand for themselves
};

// A value put in stands for itself, wildcards and all. What is no variable ("${" without an end) is plain text.
Substituted substitute(std::string_view text, const Facts& facts, const Substitution& how);

// The same for a resource, as a pattern for ARNs: variables only count behind its fifth colon.
Substituted substitute_arn(std::string_view text, const Facts& facts, bool has_variables);

}  // namespace iamirror::model
