// Two sets of policies as rules: which statements allow together, which deny, and which actions each is about.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/policy/catalogue.h"
#include "model/policy/evaluation/layers.h"
#include "model/policy/evaluation/principal_match.h"

namespace iamirror::model {

using RuleId = std::uint32_t;

// A statement that can match at all, as IAM would take it or, of a Deny, as the evaluator reads it anyway.
struct Rule {
    const Statement* statement = nullptr;
    bool has_variables = false;
    bool has_principal = false;                // Principal counts
    PrincipalMatch manners{true, true, true};  // and in which manner it must name who asks
    bool never_spares = false;                 // a Deny's NotPrincipal spares nobody
    bool needs_registry = false;               // it names no resource, which only a registry's policy may
    bool is_of_control = false;                // only of services that resource control policies act on
    bool is_everything = false;                // all actions; `actions` is empty then
    std::vector<ActionId> actions;             // of the catalogue, ascending
    std::vector<ActionId> written;             // those that it names, or leaves out, without a wildcard
    bool names(ActionId action) const;
};

// A request is allowed where one rule of each group matches and no rule of `denies`.
struct Side {
    std::vector<std::vector<RuleId>> groups;
    std::optional<std::vector<RuleId>> own_policy;  // one more where the resource's own policy must allow
    std::vector<RuleId> denies;
};

struct Rules {
    std::vector<Rule> all;
    Side a, b;
};

// What the statements of a layer need.
struct LayerForm {
    bool has_principal = false;
    bool has_resource = true;      // an Allow names resources; else all its requests are about one
    bool may_be_registry = false;  // of Amazon ECR, whose policies name none
    // Nothing that it allows counts, for what allows everything cannot be detached.
    bool is_resource_control = false;
};

// The rules of one layer; `side` gets a group of its Allows where they count.
void add_policies(const std::vector<const Policy*>& policies, const LayerForm& form, Rules& rules, Side& side);

// A resource's policy beside those of principals of its account. Naming a user or session gives whatever the
// principal's policies say, naming the role only within its limits, naming the account nothing
// (policy/evaluation/consent.h). REQUIRES: the side's first group is of the principal's own policies, and the others
// that it has are its limits.
void add_own_policy(const Policy& policy, bool has_boundary, Rules& rules, Side& side);

}  // namespace iamirror::model
