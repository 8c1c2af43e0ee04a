// Variables of policies while no request is there to fill them in: with chosen values, or left open.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "model/policy/language_glob.h"
#include "model/policy/policy.h"

namespace iamirror::model {

// By key in lower case; nullopt: the key is absent.
using VariableValues = std::map<std::string, std::optional<std::string>, std::less<>>;

// How a text is read.
struct TextReading {
    bool has_variables = true;
    bool has_wildcards = true;
    const VariableValues* values = nullptr;  // nullptr: every variable is left open
};

// A text of a policy with its variables filled in. A variable left open stands as a mark that no request holds.
struct FilledText {
    bool has_value = true;  // false: a variable has none, so the text matches nothing
    bool is_open = false;
    Glob glob;
    Glob widest;  // what `glob` may match, whatever the open variables are
};

FilledText fill_text(std::string_view text, const TextReading& how);
// Variables count behind the fifth colon only; both globs are for ARNs.
FilledText fill_arn(std::string_view text, const TextReading& how);

// Such a text as a person might write it: "example" for `*`. Not always one that the pattern matches.
std::string example_of(std::string_view pattern, const TextReading& how = {false, true, nullptr});

// The keys in lower case that a text takes values from, or resources and conditions of a policy.
void collect_variables(std::string_view text, std::set<std::string>& keys);
void collect_variables(const Policy& policy, std::set<std::string>& keys);

}  // namespace iamirror::model
