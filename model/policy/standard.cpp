#include "model/policy/standard.h"

#include <algorithm>

#include "model/base/text.h"

namespace iamirror::model {
namespace {

Json sorted_list(std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
    Json list = Json::of_list({});
    for (std::string& value : values) list.items.push_back(Json::of_string(std::move(value)));
    return list;
}

void add_list(Json& out, const char* name, const std::optional<std::vector<std::string>>& values) {
    if (values && !values->empty()) out.members.push_back({name, sorted_list(*values)});
}

void add_actions(Json& out, const char* name, std::optional<std::vector<std::string>> values) {
    if (!values) return;
    for (std::string& value : *values) value = to_lower_ascii(value);
    add_list(out, name, values);
}

void add_principals(Json& out, const char* name, const std::optional<Principals>& principals) {
    if (!principals || principals->empty()) return;
    Json map = Json::of_object({});
    for (const auto& [type, values] : *principals) map.members.push_back({type, sorted_list(values)});
    out.members.push_back({name, std::move(map)});
}

void add_condition(Json& out, const Conditions& condition) {
    if (condition.empty()) return;
    Json map = Json::of_object({});
    for (const auto& [test, keys] : condition) {
        Json inner = Json::of_object({});
        std::map<std::string, Json> lower;
        for (const auto& [key, values] : keys) lower.emplace(to_lower_ascii(key), sorted_list(values));
        for (auto& [key, values] : lower) inner.members.push_back({key, std::move(values)});
        map.members.push_back({test, std::move(inner)});
    }
    out.members.push_back({"Condition", std::move(map)});
}

Json standard(const Statement& statement) {
    Json out = Json::of_object({});
    add_actions(out, "Action", statement.action);
    add_condition(out, statement.condition);
    out.members.push_back({"Effect", Json::of_string(statement.effect)});
    add_actions(out, "NotAction", statement.not_action);
    add_principals(out, "NotPrincipal", statement.not_principal);
    add_list(out, "NotResource", statement.not_resource);
    add_principals(out, "Principal", statement.principal);
    add_list(out, "Resource", statement.resource);
    if (!statement.sid.empty()) out.members.push_back({"Sid", Json::of_string(statement.sid)});
    return out;
}

}  // namespace

std::string standard_form(const Policy& policy) {
    Json out = Json::of_object({});
    if (!policy.id.empty()) out.members.push_back({"Id", Json::of_string(policy.id)});
    Json statements = Json::of_list({});
    for (const Statement& statement : policy.statements) statements.items.push_back(standard(statement));
    out.members.push_back({"Statement", std::move(statements)});
    out.members.push_back({"Version", Json::of_string(policy.version)});
    return write_json(out);
}

}  // namespace iamirror::model
