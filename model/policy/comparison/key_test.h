// One line of a Condition block, as a comparison looks at it.
#pragma once

#include <compare>
#include <string>
#include <vector>

#include "model/policy/comparison/scene.h"
#include "model/policy/comparison/variables.h"
#include "model/policy/evaluation/condition_operator.h"
#include "model/policy/language_table.h"

namespace iamirror::model {

struct KeyTest {
    std::string written;  // the operator
    ConditionOperator op;
    std::string key;  // canonical
    std::vector<std::string> values;
    bool has_variables = false;  // the policy knows variables
    std::strong_ordering operator<=>(const KeyTest& other) const;
    bool operator==(const KeyTest& other) const { return (*this <=> other) == 0; }
};

// Whether values of that kind are compared as texts.
bool is_textual(ValueKind kind);
// Whether every value of the key must pass, rather than one.
bool needs_all(const ConditionOperator& op);
// What the test comes to where the key is not there.
bool if_missing(const ConditionOperator& op);
// What Null says of a key that is absent, or present.
bool null_holds(const KeyTest& line, bool absent);

// The values of the line with their variables filled in; `values` nullptr: left open.
std::vector<FilledText> read_values(const KeyTest& line, const Scene& scene, const VariableValues* values);

// REQUIRES: `all` is what read_values() gave of the line.
// The texts that meet one of them; of a textual kind.
LanguageId language_of(const KeyTest& line, const std::vector<FilledText>& all, LanguageTable& table);
// Whether the key's value meets one of them, or none where the operator is negated.
bool passes(const KeyTest& line, const std::vector<FilledText>& all, const std::string& value);

}  // namespace iamirror::model
