// The plan: which changes turn an account into what the access controls say, in which order, and what stands against
// them. A value: made from values, stored, and applied as it stands.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/access_control.h"
#include "model/diff.h"
#include "model/drift.h"
#include "model/effect.h"
#include "model/refusal.h"
#include "model/role.h"
#include "model/translate/role.h"

namespace iamirror::model {

inline constexpr const char* role_type = "aws_iam_role";
inline constexpr const char* inline_policy_type = "aws_iam_role_inline_policy";

// A living row of ops.ledger: what in AWS is ours.
struct LedgerRow {
    std::string object_type;     // "aws_iam_role", or of a part "aws_iam_role_inline_policy"
    std::string unique_id;       // AWS's; of a part the role's / the policy's name
    std::string access_control;  // "" if that is gone
    std::string fingerprint;     // of the object as we last wrote it; of a part by document_fingerprint
};

// A role of the mirror, and what it is part of besides.
struct MirroredRole {
    Role role;
    std::vector<std::string> instance_profiles;
};

struct PlanInput {
    std::string account_id;
    std::string partition;
    std::string installation_id;
    Time now;
    RoleLimits limits;
    PermissionTable permissions;
    std::vector<AccessControl> controls;  // all of the account, in every state
    std::vector<MirroredRole> roles;
    std::map<std::string, std::string> users;  // lower-case name -> ARN
    std::vector<LedgerRow> ledger;
    std::set<std::string> incomplete_scopes;  // "aws_iam_role", "aws_iam_role/ListRoles", …
};

enum class Operation { create, update, remove };
std::string_view name(Operation operation);  // "create", "update", "delete"

struct PlanItem {
    Operation operation = Operation::create;
    std::string name;
    std::optional<Role> before;
    std::optional<Role> after;  // absent for a deletion, and where the rows say nothing that could be done
    std::vector<Change> changes;
    std::vector<Call> calls;
    std::vector<std::string> access_controls;
    std::vector<std::string> risk;
    Effects effects;
    Refusals refused_by;
};

struct Plan {
    std::string account_id;
    std::vector<PlanItem> items;  // in the order they are to be done
    std::vector<Drift> drift;     // also of roles that no item touches
};

Plan make_plan(const PlanInput& input);

struct PlanSummary {
    long create = 0, update = 0, remove = 0;  // what will be done
    long refused = 0;
};
PlanSummary summary_of(const Plan& plan);

// The item as the columns of ops.plan_item have it, but for plan_id, status and error. `number` counts from 1.
nlohmann::json stored_item(const Plan& plan, const PlanItem& item, int number);
// Hexadecimal, over the stored items in their order: of a plan just made and of one read back alike.
std::string plan_sha256(const std::vector<nlohmann::json>& stored_items);

}  // namespace iamirror::model
