// One statement of a policy, read once, with numbers in place of what a store holds once for all statements.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_statement.html
#pragma once

#include <cstdint>
#include <vector>

#include "model/policy/compiled/action_table.h"

namespace iamirror::model::compiled {

// A number in one of a store's tables.
using Number = std::uint32_t;
inline constexpr Number absent = UINT32_MAX;

// What the layer asks of a statement, as a bit of a mask: whether it must name a principal, and a resource.
constexpr std::uint8_t rules_bit(bool has_principal, bool has_resource) {
    return static_cast<std::uint8_t>(1U << ((has_principal ? 2U : 0U) | (has_resource ? 1U : 0U)));
}

struct CompiledStatement {
    bool is_denying = false;
    bool is_everywhere = false;  // matches every resource
    std::uint8_t sound = 0;      // under which rules IAM would store it (rules_bit)
    Number actions = absent;     // those of the catalogue that it names
    Number others = absent;      // how it names actions that the catalogue does not know
    Number resources = absent, not_resources = absent;
    Number principals = absent, not_principals = absent;
    Number conditions = absent;
};

// Patterns that may name actions which the catalogue does not know.
struct OtherActions {
    bool has_listed = false, has_excluded = false;  // Action, NotAction
    std::vector<ActionPatternId> listed, excluded;
    bool operator==(const OtherActions&) const = default;
};

}  // namespace iamirror::model::compiled
