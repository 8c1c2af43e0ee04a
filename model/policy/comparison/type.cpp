#include "model/policy/compare.h"
#include "model/policy/evaluation/resource_kind.h"

namespace iamirror::model {
namespace {

Error contradiction(const std::string& where, const std::string& what) {
    Error error;
    error.kind = ErrorKind::invalid_input;
    error.resource = where;
    error.message = (where.empty() ? "" : where + " ") + what;
    return error;
}

bool has_principal(const Statement& statement) {
    return statement.principal || statement.not_principal;
}

// Everything, but for what others deny.
Policy allow_all() {
    Statement statement;
    statement.effect = "Allow";
    statement.action = statement.resource = std::vector<std::string>{"*"};
    Policy policy;
    policy.version = current_policy_version;
    policy.statements.push_back(std::move(statement));
    return policy;
}

Policy allow_all_to(const std::string& account) {
    Policy policy = allow_all();
    policy.statements.front().principal = Principals{{"AWS", {account}}};
    return policy;
}

}  // namespace

Result<ComparisonType> type_of(const Policy& policy) {
    if (policy.statements.empty()) return ComparisonType::identity;
    const bool is_of_resource = has_principal(policy.statements.front());
    bool has_resource = false;
    for (std::size_t i = 0; i < policy.statements.size(); ++i) {
        const Statement& statement = policy.statements[i];
        has_resource = has_resource || statement.resource || statement.not_resource;
        if (has_principal(statement) == is_of_resource) continue;
        return contradiction("Statement[" + std::to_string(i) + "]",
                             std::string(is_of_resource ? "has no Principal" : "has a Principal") +
                                 ", unlike Statement[0]: say with --type what the policy is");
    }
    if (!is_of_resource) return ComparisonType::identity;
    return has_resource ? ComparisonType::resource : ComparisonType::trust;
}

Result<ComparisonType> type_of(const Layers& layers) {
    const std::pair<const char*, bool> others[] = {{"bucket", layers.bucket.has_value()},
                                                   {"object", layers.object.has_value()},
                                                   {"access_point", layers.access_point.has_value()}};
    for (const auto& [name, is_there] : others)
        if (is_there) return contradiction(name, "cannot be compared: leave it out on both sides");
    const bool has_own = !layers.identity.empty() || layers.boundary || layers.session || layers.endpoint ||
                         layers.service_control || layers.resource_control;
    return layers.resource && !has_own ? type_of(*layers.resource) : ComparisonType::identity;
}

Layers layers_of(const Policy& policy, ComparisonType type) {
    Layers out;
    if (type == ComparisonType::identity) {
        out.identity.push_back({"", policy});
    } else {
        out.resource = policy;
    }
    return out;
}

bool supposes_own_policy(const Layers& layers, ComparisonType type, const AccessRequest& witness) {
    return type == ComparisonType::identity && !layers.resource &&
           needs_own_policy(witness.action, witness.resource.arn);
}

Layers layers_for_witness(const Layers& layers, ComparisonType type, const AccessRequest& witness) {
    Layers out = layers;
    if (type != ComparisonType::identity) {
        out.identity = {{"", allow_all()}};
    } else if (supposes_own_policy(layers, type, witness)) {
        out.resource = allow_all_to(witness.principal.account);
    }
    return out;
}

}  // namespace iamirror::model
