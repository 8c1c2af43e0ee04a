#include "model/policy/comparison/layer_rules.h"

#include <vector>

namespace iamirror::model {
namespace {

// Policies that allow together.
struct Group {
    std::vector<const Policy*> policies;
    LayerForm form;
};

Group group_of(const Policies& policies, const LayerForm& form = {}) {
    Group out{{}, form};
    for (const NamedPolicy& policy : policies) out.policies.push_back(&policy.document);
    return out;
}

// The principal's own, then what limits them.
std::vector<Group> groups_of_principal(const Layers& layers) {
    std::vector<Group> out{group_of(layers.identity)};
    if (layers.boundary) out.push_back(group_of(*layers.boundary));
    if (layers.session) out.push_back(group_of(*layers.session));
    return out;
}

// Filters, whoever gives.
std::vector<Group> groups_of_filters(const Layers& layers) {
    std::vector<Group> out;
    const auto add = [&](const Policies& policies, const LayerForm& form) { out.push_back(group_of(policies, form)); };
    if (layers.endpoint) add(*layers.endpoint, {.has_principal = true});
    if (layers.service_control)
        for (const OrganizationLevel& level : *layers.service_control) add(level.policies, {});
    if (layers.resource_control)
        for (const OrganizationLevel& level : *layers.resource_control)
            add(level.policies, {.has_principal = true, .is_resource_control = true});
    return out;
}

LayerForm form_of(ComparisonType type) {
    return {.has_principal = true,
            .has_resource = type != ComparisonType::trust,
            .may_be_registry = type == ComparisonType::resource};
}

void add_groups(const std::vector<Group>& groups, Rules& rules, Side& side) {
    for (const Group& group : groups) add_policies(group.policies, group.form, rules, side);
}

}  // namespace

void add_layers(const Layers& layers, ComparisonType type, Rules& rules, Side& side) {
    if (type != ComparisonType::identity) return add_policies({&*layers.resource}, form_of(type), rules, side);
    add_groups(groups_of_principal(layers), rules, side);
    if (layers.resource) add_own_policy(*layers.resource, layers.boundary.has_value(), rules, side);
    add_groups(groups_of_filters(layers), rules, side);
}

}  // namespace iamirror::model
