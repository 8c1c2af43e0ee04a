// Which actions a policy names. Nothing is decided here: resources, conditions and principals are not looked at, and an
// action that is both allowed and denied stands in both lists.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/policy/catalogue.h"
#include "model/policy/policy.h"

namespace iamirror::model {

// What the catalogue cannot say, or IAM would not take. All of it is legal in a policy that IAM has stored before.
enum class ActionDoubt {
    no_service,       // "GetObject": no prefix
    unknown_service,  // "foo:Bar", "foo:*"
    unknown_action,   // "s3:Foo": of a service that is known
    matches_nothing,  // "s3:Foo*"
    no_action,        // a statement with neither Action nor NotAction: it names nothing
    both_elements,    // a statement with Action and NotAction, which IAM refuses: it names nothing here
    unknown_effect,   // neither "Allow" nor "Deny": it names nothing
};

// "unknown_action", …
std::string_view name(ActionDoubt doubt);

struct ActionFinding {
    ActionDoubt doubt = ActionDoubt::no_action;
    std::string effect;   // of the statement
    std::string place;    // "Statement[0].Action[2]"
    std::string pattern;  // as written; "" where the finding is about the statement
    std::string message;  // for a person
    bool operator==(const ActionFinding&) const = default;
};

struct NamedAction {
    ActionId action = 0;
    // What named it first: a statement and an entry of its Action. Of a NotAction no entry does: `entry` is whole_list.
    std::uint32_t statement = 0;
    std::uint32_t entry = 0;
    bool operator==(const NamedAction&) const = default;
};
inline constexpr std::uint32_t whole_list = UINT32_MAX;

struct NamedActions {
    std::vector<NamedAction> allowed, denied;  // ascending, each action once
    std::vector<ActionFinding> findings;       // in the order of the document
};

// NotAction names the actions of all services in the catalogue but the ones it lists.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notaction.html
NamedActions expand(const Policy& policy, const Catalogue& known = catalogue());

// The pattern that named it as the policy writes it; of a NotAction "NotAction".
std::string_view pattern_of(const Policy& policy, const NamedAction& named);

}  // namespace iamirror::model
