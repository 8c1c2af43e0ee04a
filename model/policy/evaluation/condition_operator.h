// The condition operators as data.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <optional>
#include <string_view>

#include "model/policy/language_glob.h"

namespace iamirror::model {

enum class ValueKind { text, text_without_case, pattern, number, date, boolean, binary, network, arn, presence };
enum class Comparison { equal, less, less_or_equal, greater, greater_or_equal };
enum class Quantifier { none, for_all_values, for_any_value };

struct ConditionOperator {
    ValueKind kind = ValueKind::text;
    Comparison comparison = Comparison::equal;
    bool is_negated = false;
    bool if_exists = false;
    Quantifier quantifier = Quantifier::none;
};

// "ForAnyValue:StringNotLikeIfExists", without regard to case. nullopt for one that IAM does not have.
std::optional<ConditionOperator> find_operator(std::string_view name);

// Whether values of that kind may hold variables.
bool takes_variables(ValueKind kind);

// Whether the value of a request stands in that comparison to the policy's. nullopt where one cannot be read.
// `wanted` is the policy's after substitution, `text` as written (of kinds without variables).
std::optional<bool> compare(const ConditionOperator& op, const Glob& wanted, std::string_view text,
                            std::string_view value);

// Whether the policy's own value can be read.
bool is_readable(ValueKind kind, std::string_view text);

}  // namespace iamirror::model
