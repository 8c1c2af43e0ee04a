// The kinds of actions that a side allows: those of the catalogue, and those that it does not know, as texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/policy/comparison/search.h"

namespace iamirror::model {

// Which actions are asked about: all, or those that a trust policy decides.
struct ActionScope {
    std::vector<std::string> prefixes;  // in lower case; none: all actions
    bool has(std::string_view action) const;
};

std::vector<ActionCase> known_actions(const Rules& rules, const Side& side, const ActionScope& scope);

// AWS adds actions every week: "s3:*" is more than all that the catalogue has of s3.
std::vector<ActionCase> unknown_actions(const Rules& rules, const Side& side, const ActionScope& scope,
                                        LanguageTable& table);

}  // namespace iamirror::model
