#include "sync/plan_input.h"

#include <nlohmann/json.hpp>

#include "model/base/text.h"
#include "sql/embedded.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

// A column that may be NULL as text.
std::string text(const json& row, const char* column) {
    const auto found = row.find(column);
    return found == row.end() || found->is_null() ? "" : found->get<std::string>();
}

std::optional<std::string> optional_text(const json& row, const char* column) {
    const auto found = row.find(column);
    return found == row.end() || found->is_null() ? std::nullopt : std::optional{found->get<std::string>()};
}

std::optional<Time> optional_time(const json& row, const char* column) {
    const auto value = optional_text(row, column);
    return value ? parse_time(*value) : std::nullopt;
}

// A list that is NULL where it is empty.
json list_of(const json& row, const char* column) {
    const auto found = row.find(column);
    return found == row.end() || found->is_null() ? json::array() : *found;
}

model::AccessControl control_of(const json& row) {
    model::AccessControl control{.name = text(row, "name"),
                                 .type = text(row, "type"),
                                 .account_id = text(row, "account_id"),
                                 .description = text(row, "description"),
                                 .state = text(row, "state"),
                                 .is_complete = row.at("is_complete").get<bool>(),
                                 .incomplete_reason = text(row, "incomplete_reason"),
                                 .lock_who = row.at("lock_who").get<bool>(),
                                 .lock_what = row.at("lock_what").get<bool>(),
                                 .lock_name = row.at("lock_name").get<bool>(),
                                 .lock_delete = row.at("lock_delete").get<bool>(),
                                 .aws_arn = text(row, "aws_arn"),
                                 .who = {},
                                 .what = {}};
    for (const auto& who : list_of(row, "who"))
        control.who.push_back({text(who, "who_type"), text(who, "who"), optional_text(who, "external_id"),
                               optional_time(who, "expires_at")});
    for (const auto& what : list_of(row, "what")) {
        const auto condition = what.at("condition").is_null() ? std::nullopt : std::optional{what["condition"].dump()};
        control.what.push_back({text(what, "what"), text(what, "permission"), condition});
    }
    return control;
}

// JSON of a column, `otherwise` where it is NULL.
json parsed(const sql::Value& value, const char* otherwise) {
    return json::parse(value.value_or(otherwise));
}

model::MirroredRole role_of(const sql::Rows& rows, std::size_t row) {
    model::MirroredRole mirrored;
    auto& role = mirrored.role;
    role.arn = rows.text(row, "arn");
    role.unique_id = rows.text(row, "role_id");
    role.name = rows.text(row, "name");
    role.path = rows.at(row, "path").value_or("/");
    role.description = rows.at(row, "description").value_or("");
    role.max_session_seconds = std::stol(rows.at(row, "max_session_duration").value_or("3600"));
    role.boundary_arn = rows.at(row, "permissions_boundary_arn").value_or("");
    role.trust = model::canonical_document(rows.at(row, "assume_role_policy_document").value_or(""));
    for (const auto& policy : parsed(rows.at(row, "inline_policies"), "[]"))
        role.inline_policies[policy.at("PolicyName").get<std::string>()] =
            model::canonical_document(policy.at("PolicyDocument").get<std::string>());
    role.attached_policy_arns = parsed(rows.at(row, "attached_policy_arns"), "[]").get<std::set<std::string>>();
    role.tags = parsed(rows.at(row, "tags"), "{}").get<std::map<std::string, std::string>>();
    for (const auto& arn : parsed(rows.at(row, "instance_profile_arns"), "[]"))
        mirrored.instance_profiles.push_back(arn.get<std::string>());
    return mirrored;
}

void read_control(sql::Database& database, model::PlanInput& input) {
    const auto controls = database.query(sql::query::plan_controls, {input.account_id});
    for (std::size_t i = 0; i < controls.size(); ++i)
        input.controls.push_back(control_of(json::parse(controls.text(i, "control"))));
    const auto permissions = database.query(sql::query::plan_permissions);
    for (std::size_t i = 0; i < permissions.size(); ++i)
        input.permissions.push_back(
            {permissions.text(i, "permission"), permissions.text(i, "what_type"), permissions.text(i, "action")});
}

// What AWS says of itself takes the place of what it grants to every account.
void read_limits(sql::Database& database, model::PlanInput& input) {
    const auto rows = database.query(sql::query::plan_limits, {input.account_id});
    if (rows.empty()) return;
    const auto take = [&](std::size_t& limit, const char* column) {
        if (const auto& value = rows.at(0, column)) limit = std::stoul(*value);
    };
    take(input.limits.trust_characters, "trust_characters");
    take(input.limits.inline_characters, "inline_characters");
}

void read_mirror(sql::Database& database, model::PlanInput& input) {
    const auto roles = database.query(sql::query::plan_roles, {input.account_id});
    for (std::size_t i = 0; i < roles.size(); ++i) input.roles.push_back(role_of(roles, i));
    const auto users = database.query(sql::query::plan_users, {input.account_id});
    for (std::size_t i = 0; i < users.size(); ++i)
        input.users[to_lower_ascii(users.text(i, "name"))] = users.text(i, "arn");
    const auto partition = database.query(sql::query::plan_partition, {input.account_id});
    input.partition = partition.at(0, "partition").value_or("");
}

void read_ops(sql::Database& database, model::PlanInput& input) {
    input.installation_id = database.query(sql::query::plan_installation).text(0, "installation_id");
    const auto ledger = database.query(sql::query::plan_ledger, {input.account_id});
    for (std::size_t i = 0; i < ledger.size(); ++i)
        input.ledger.push_back({ledger.text(i, "object_type"), ledger.text(i, "unique_id"),
                                ledger.at(i, "access_control").value_or(""), ledger.at(i, "fingerprint").value_or("")});
    const auto scopes = database.query(sql::query::plan_incomplete_scopes, {input.account_id});
    for (std::size_t i = 0; i < scopes.size(); ++i) input.incomplete_scopes.insert(scopes.text(i, "resource_type"));
}

}  // namespace

Result<PlannedAccount> choose_account(sql::Database& database, const std::string& wanted) {
    const auto rows = database.query(sql::query::plan_accounts);
    std::vector<std::string> ids;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (wanted.empty() ? rows.size() == 1 : rows.text(i, "account_id") == wanted)
            return PlannedAccount{rows.text(i, "account_id"), rows.text(i, "run_id")};
        ids.push_back(rows.text(i, "account_id"));
    }
    if (ids.empty() || !wanted.empty())
        return Error{.kind = ErrorKind::not_found,
                     .message = wanted.empty() ? "no account was imported yet"
                                               : "account " + printable(wanted) + " was not imported yet",
                     .hint = "run `iamirror import`"};
    return Error{.kind = ErrorKind::usage,
                 .message = "several accounts were imported: " + join(ids, ", "),
                 .hint = "name one with --account"};
}

Status check_import(sql::Database& database, const PlannedAccount& account) {
    const auto writes = database.query(sql::query::plan_writes_since, {account.account_id, account.run_id});
    if (writes.text(0, "open") != "0")
        return Error{.kind = ErrorKind::refused,
                     .message = "an apply to account " + account.account_id + " was cut off",
                     .hint = "run `iamirror apply`: it finds out what became of its last call"};
    if (writes.text(0, "newer") != "0")
        return Error{.kind = ErrorKind::refused,
                     .message = "account " + account.account_id + " was written to since the last import",
                     .hint = "run `iamirror import`, then plan again"};
    return Done{};
}

Result<model::PlanInput> read_plan_input(sql::Database& database, const PlannedAccount& account, Time now) {
    model::PlanInput input;
    input.account_id = account.account_id;
    input.now = now;
    read_ops(database, input);
    read_control(database, input);
    read_mirror(database, input);
    read_limits(database, input);
    if (input.partition.empty())
        return Error{
            .kind = ErrorKind::refused,
            .message = "nothing that was imported says which partition account " + account.account_id + " is of",
            .hint = "run `iamirror import` without --only"};
    return input;
}

}  // namespace iamirror::sync
