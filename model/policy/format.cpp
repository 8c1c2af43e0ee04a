#include "model/policy/format.h"

#include <algorithm>
#include <utility>

#include "model/base/text.h"

namespace iamirror::model {
namespace {

// What IAM takes an absent version for.
constexpr std::string_view oldest_policy_version = "2008-10-17";

void sort_unique(std::vector<std::string>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

void sort_unique(std::optional<std::vector<std::string>>& values) {
    if (values) sort_unique(*values);
}

void sort_unique(std::optional<Principals>& principals) {
    if (!principals) return;
    for (auto& [type, values] : *principals) sort_unique(values);
}

void sort_members(std::vector<JsonMember>& members) {
    std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

// Actions have no case: of two spellings of one, the first by octet stays.
void sort_actions(std::optional<std::vector<std::string>>& actions) {
    if (!actions) return;
    std::sort(actions->begin(), actions->end());
    std::stable_sort(actions->begin(), actions->end(),
                     [](const auto& a, const auto& b) { return to_lower_ascii(a) < to_lower_ascii(b); });
    const auto same = [](const auto& a, const auto& b) { return to_lower_ascii(a) == to_lower_ascii(b); };
    actions->erase(std::unique(actions->begin(), actions->end(), same), actions->end());
}

Statement canonical(Statement statement) {
    sort_unique(statement.principal);
    sort_unique(statement.not_principal);
    sort_actions(statement.action);
    sort_actions(statement.not_action);
    sort_unique(statement.resource);
    sort_unique(statement.not_resource);
    for (auto& [test, keys] : statement.condition) {
        for (auto& [key, values] : keys) sort_unique(values);
    }
    sort_members(statement.unknown);
    return statement;
}

Json one_or_many(const std::vector<std::string>& values) {
    if (values.size() == 1) return Json::of_string(values.front());
    Json list = Json::of_list({});
    for (const std::string& value : values) list.items.push_back(Json::of_string(value));
    return list;
}

void add(Json& out, const char* name, const std::string& text) {
    if (!text.empty()) out.members.push_back({name, Json::of_string(text)});
}

void add(Json& out, const char* name, const std::optional<std::vector<std::string>>& values) {
    if (values) out.members.push_back({name, one_or_many(*values)});
}

void add(Json& out, const char* name, const std::optional<Principals>& principals) {
    if (!principals) return;
    Json map = Json::of_object({});
    for (const auto& [type, values] : *principals) map.members.push_back({type, one_or_many(values)});
    out.members.push_back({name, std::move(map)});
}

void add(Json& out, const char* name, const Conditions& condition) {
    if (condition.empty()) return;
    Json map = Json::of_object({});
    for (const auto& [test, keys] : condition) {
        Json inner = Json::of_object({});
        for (const auto& [key, values] : keys) inner.members.push_back({key, one_or_many(values)});
        map.members.push_back({test, std::move(inner)});
    }
    out.members.push_back({name, std::move(map)});
}

Json to_json(const Statement& statement) {
    Json out = Json::of_object({});
    add(out, "Sid", statement.sid);
    add(out, "Effect", statement.effect);
    add(out, "Principal", statement.principal);
    add(out, "NotPrincipal", statement.not_principal);
    add(out, "Action", statement.action);
    add(out, "NotAction", statement.not_action);
    add(out, "Resource", statement.resource);
    add(out, "NotResource", statement.not_resource);
    add(out, "Condition", statement.condition);
    out.members.insert(out.members.end(), statement.unknown.begin(), statement.unknown.end());
    return out;
}

void sort_statements(std::vector<Statement>& statements) {
    std::vector<std::pair<std::string, Statement>> keyed;
    for (Statement& statement : statements) {
        std::string text = write_json(to_json(statement));
        keyed.emplace_back(std::move(text), std::move(statement));
    }
    std::sort(keyed.begin(), keyed.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    const auto same = [](const auto& a, const auto& b) { return a.first == b.first; };
    keyed.erase(std::unique(keyed.begin(), keyed.end(), same), keyed.end());
    statements.clear();
    for (auto& [text, statement] : keyed) statements.push_back(std::move(statement));
}

void lower(std::optional<std::vector<std::string>>& values) {
    if (!values) return;
    for (std::string& value : *values) value = to_lower_ascii(value);
}

// The statement without what IAM does not mind.
Statement bare(Statement statement) {
    statement.sid.clear();
    lower(statement.action);
    lower(statement.not_action);
    Conditions condition;
    for (const auto& [test, keys] : statement.condition) {
        for (const auto& [key, values] : keys) condition[test][to_lower_ascii(key)] = values;
    }
    statement.condition = std::move(condition);
    return statement;
}

}  // namespace

Policy canonical(Policy policy) {
    if (policy.version.empty()) policy.version = oldest_policy_version;
    for (Statement& statement : policy.statements) statement = canonical(std::move(statement));
    sort_statements(policy.statements);
    sort_members(policy.unknown);
    return policy;
}

std::string format_policy(const Policy& policy) {
    Json out = Json::of_object({});
    add(out, "Version", policy.version);
    add(out, "Id", policy.id);
    Json statements = Json::of_list({});
    for (const Statement& statement : policy.statements) statements.items.push_back(to_json(statement));
    const bool is_single = statements.items.size() == 1;
    out.members.push_back({"Statement", is_single ? std::move(statements.items.front()) : std::move(statements)});
    out.members.insert(out.members.end(), policy.unknown.begin(), policy.unknown.end());
    return write_json(out);
}

bool same_meaning(const Policy& left, const Policy& right) {
    return meaning_of(left) == meaning_of(right);
}

std::string meaning_of(const Policy& policy) {
    Policy out = policy;
    out.id.clear();
    for (Statement& statement : out.statements) statement = bare(std::move(statement));
    return format_policy(canonical(std::move(out)));
}

std::size_t policy_size(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        const auto octet = static_cast<unsigned char>(c);
        const bool continues = (octet & 0xC0) == 0x80;
        return !continues && octet != ' ' && octet != '\t' && octet != '\r' && octet != '\n';
    }));
}

}  // namespace iamirror::model
