#include "model/policy/comparison/reasons.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/policy/catalogue.h"

namespace iamirror::model {
namespace {

std::string layer_of(const std::string& layer, ComparisonType type) {
    if (layer == "permissions_boundary") return "permissions boundary";
    if (layer == "session") return "session policies";
    if (layer == "endpoint") return "endpoint policies";
    if (layer == "scp") return "service control policies";
    if (layer == "rcp") return "resource control policies";
    if (layer != "resource") return "identity policies";
    return type == ComparisonType::identity ? "resource policy" : "policy";
}

// "Statement[1] (Sid) of A's policy backup"
std::string name_of(const DecidingStatement& statement, ComparisonType type, std::string_view side) {
    const std::string_view own = type == ComparisonType::identity ? "identity" : "resource";
    std::string out = "Statement[" + std::to_string(statement.index) + "]";
    if (!statement.sid.empty()) out += " (" + printable(statement.sid) + ")";
    out += " of " + std::string(side);
    if (statement.layer != own) out += "'s " + layer_of(statement.layer, type);
    if (!statement.policy.empty()) out += ", policy " + printable(statement.policy);
    return out;
}

// Of a resource's policy the principal's own are no part of the question: they only let it do all.
const DecidingStatement* deciding(const Decision& decision, ComparisonType type) {
    const auto found = std::find_if(decision.statements.begin(), decision.statements.end(), [&](const auto& statement) {
        return type == ComparisonType::identity || statement.layer == "resource";
    });
    return found == decision.statements.end() ? nullptr : &*found;
}

}  // namespace

std::string reason_of(const Surplus& surplus, ComparisonType type, std::string_view allowing,
                      std::string_view refusing) {
    std::string out;
    if (const DecidingStatement* statement = deciding(surplus.allowing, type))
        out = name_of(*statement, type, allowing) + " allows it; ";
    if (surplus.refusing.denial == Denial::explicit_deny) {
        const DecidingStatement* statement = deciding(surplus.refusing, type);
        out += statement == nullptr ? std::string(refusing) + " denies it"
                                    : name_of(*statement, type, refusing) + " denies it";
    } else {
        const std::string layer = surplus.refusing.by.empty() ? "identity" : surplus.refusing.by.front();
        out += "no statement of " + std::string(refusing) + "'s " + layer_of(layer, type) + " allows it";
    }
    if (surplus.supposes_own_policy) out += "; the resource's own policy is taken to leave it to the account";
    if (surplus.witness && !catalogue().find(surplus.witness->action))
        out += "; the catalogue of " + std::string(catalogue().date()) +
               " does not know the action: the difference lies in actions that AWS may add";
    return out;
}

}  // namespace iamirror::model
