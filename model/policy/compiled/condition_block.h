// A Condition block, read once: operators, key numbers, and values of the types that are compared.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/policy/compiled/keys.h"
#include "model/policy/compiled/text_pattern.h"
#include "model/policy/compiled/text_template.h"
#include "model/policy/evaluation/condition_operator.h"
#include "model/policy/evaluation/formula.h"
#include "model/policy/evaluation/values.h"
#include "model/policy/policy.h"

namespace iamirror::model::compiled {

// The values of one line by the type that its operator compares. TextTemplate: at least one of them holds a variable.
using TypedValues =
    std::variant<std::vector<TextPattern>, std::vector<TextTemplate>, std::vector<Decimal>, std::vector<std::int64_t>,
                 std::vector<char>, std::vector<std::string>, std::vector<Network>>;

struct ConditionLine {
    ConditionOperator op;
    KeyNumber key = no_key;
    bool is_readable = true;  // false: a value of the policy is none of its operator's type
    TypedValues values;       // of a readable line
    ConditionTest test;       // the line where nobody knows how it comes out
};

struct ConditionBlock {
    bool has_unknown_operator = false;
    std::vector<ConditionLine> lines;  // in the order of the document's value
};

ConditionBlock read_conditions(const Conditions& conditions, bool has_variables, Keys& keys);

// How a line comes out for a request, and what was noticed.
struct LineResult {
    enum class State : std::uint8_t { no, yes, unreadable, unknown };  // unknown: `test` decides
    State state = State::no;
    bool lacks_value = false;  // a variable has none
};

// `scratch`: memory to work with.
LineResult compare(const ConditionLine& line, const KeySource& source, std::u32string& scratch);

}  // namespace iamirror::model::compiled
