// The kinds of actions that a side allows: those of the catalogue, and those that it does not know, as texts.
#pragma once

#include <compare>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy/comparison/search.h"

namespace iamirror::model {

// Which actions are asked about: all, or those that a trust policy decides, or all but these. In lower case.
struct ActionScope {
    std::vector<std::string> prefixes;  // none: all actions
    std::vector<std::string> no_prefixes;
    bool is_all() const { return prefixes.empty() && no_prefixes.empty(); }
    bool has(std::string_view action) const;
    auto operator<=>(const ActionScope&) const = default;
};

std::vector<ActionCase> known_actions(const Rules& rules, const Side& side, const ActionScope& scope);

// AWS adds actions every week: "s3:*" is more than all that the catalogue has of s3.
std::vector<ActionCase> unknown_actions(const Rules& rules, const Side& side, const ActionScope& scope,
                                        LanguageTable& table);

}  // namespace iamirror::model
