#include "model/drift.h"

#include <map>

#include "model/base/text.h"
#include "model/plan.h"

namespace iamirror::model {
namespace {

std::string what_happened(const LedgerRow& row, const std::map<std::string, const Role*>& roles) {
    const auto found = roles.find(row.unique_id);
    if (found == roles.end()) return "the role was deleted outside";
    const Role& role = *found->second;
    return fingerprint(role) == row.fingerprint ? "" : "role " + printable(role.name) + " was changed outside";
}

bool is_complete(const PlanInput& input) {
    return input.incomplete_scopes.count(role_type) + input.incomplete_scopes.count("aws_iam_role/ListRoles") == 0;
}

}  // namespace

std::vector<Drift> drift_of(const PlanInput& input) {
    if (!is_complete(input)) return {};
    std::map<std::string, const Role*> roles;
    for (const MirroredRole& mirrored : input.roles) roles[mirrored.role.unique_id] = &mirrored.role;
    std::map<std::string, std::string> how;  // access control -> what happened
    for (const LedgerRow& row : input.ledger) {
        const bool is_judged = row.object_type == role_type && !row.fingerprint.empty();
        if (is_judged) how[row.access_control] = what_happened(row, roles);
    }
    std::vector<Drift> out;
    for (const AccessControl& control : input.controls) {
        const auto found = how.find(control.name);
        if (found == how.end() || (control.state != "applied" && control.state != "drifted")) continue;
        out.push_back({control.name, found->second});
    }
    return out;
}

}  // namespace iamirror::model
