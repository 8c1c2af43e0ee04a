// Condition operators on one value of the request and one of the policy.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <optional>
#include <string>

#include "tests/model/policy/oracle/facts.h"

namespace iamirror::oracle {

enum class Truth { no, yes, broken };  // broken: R5

enum class Family { text, text_any_case, like, number, date, boolean, binary, network, arn, null };
enum class Order { equal, less, less_equal, greater, greater_equal };

struct Operator {
    Family family = Family::text;
    bool negated = false;
    Order order = Order::equal;
};

// Of the name without ForAllValues:, ForAnyValue: and IfExists; nothing if AWS has no such operator.
std::optional<Operator> find_operator(const std::string& name);

bool takes_variables(Family family);                            // R11
bool is_readable(Family family, const std::string& value);      // as a value of the request
bool is_policy_value(Family family, const std::string& value);  // as a value of the policy

// Whether both values are as the operator says, before any negation. Both must be readable.
bool compare(const Facts& facts, const Operator& how, const std::string& given, const std::string& wanted,
             bool variables);

}  // namespace iamirror::oracle
