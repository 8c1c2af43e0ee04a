#include "model/translate/who.h"

#include <algorithm>
#include <utility>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/policy/format.h"

namespace iamirror::model {
namespace {

constexpr const char* assume_role = "sts:AssumeRole";
constexpr const char* end_operator = "DateLessThan";
constexpr const char* end_key = "aws:CurrentTime";
constexpr const char* external_id_operator = "StringEquals";
constexpr const char* external_id_key = "sts:ExternalId";

Error refuse(const Who& row, const std::string& why) {
    Error error;
    error.kind = ErrorKind::invalid_input;
    error.message = printable(row.type) + " \"" + printable(row.who.substr(0, 200)) + "\" " + why;
    error.resource = printable(row.who.substr(0, 200));
    return error;
}

bool is_arn(const std::string& text) {
    return text.compare(0, 4, "arn:") == 0;
}

// An ARN of the row's type; in the control's own account it must exist.
Result<std::string> checked_arn(const Who& row, const Directory& directory,
                                const std::map<std::string, std::string>& known) {
    const auto object = parse_iam_arn(row.who);
    if (!object) return refuse(row, "is no ARN of IAM");
    if (object->type != row.type) return refuse(row, "is a " + object->type + ", not a " + row.type);
    if (object->partition != directory.partition) return refuse(row, "is not of partition " + directory.partition);
    if (object->account != directory.account_id) return row.who;
    const auto found = known.find(to_lower_ascii(object->name));
    if (found == known.end() || found->second != row.who) return refuse(row, "does not exist");
    return row.who;
}

Result<std::string> user_or_role(const Who& row, const Directory& directory) {
    const auto& known = row.type == "user" ? directory.users : directory.roles;
    if (is_arn(row.who)) return checked_arn(row, directory, known);
    const auto found = known.find(to_lower_ascii(row.who));
    if (found == known.end()) return refuse(row, "does not exist in account " + directory.account_id);
    return found->second;
}

// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
bool is_external_id(const std::string& text) {
    static constexpr std::string_view marks = "_+=,.@:/-";
    return text.size() >= 2 && text.size() <= 1224 && std::all_of(text.begin(), text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      marks.find(c) != std::string_view::npos;
           });
}

bool is_service(const std::string& text) {
    return text.find('.') != std::string::npos && text.size() <= 128 &&
           std::all_of(text.begin(), text.end(),
                       [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-'; });
}

Result<Trust> principal_of(const Who& row, const Directory& directory) {
    if (row.type == "user" || row.type == "role") {
        auto arn = user_or_role(row, directory);
        if (!arn) return arn.error();
        return Trust{"AWS", *arn, {}};
    }
    if (row.type == "account") {
        if (!is_account_id(row.who)) return refuse(row, "is no account id of 12 digits");
        return Trust{"AWS", format(IamObject{directory.partition, row.who, "root", "/", ""}), {}};
    }
    if (row.type == "service") {
        if (!is_service(row.who)) return refuse(row, "is no service such as ec2.amazonaws.com");
        return Trust{"Service", row.who, {}};
    }
    return refuse(row, "cannot be written to AWS yet: of a role, who is a user, role, account or service");
}

Status add_external_id(const Who& row, Trust& trust) {
    if (!row.external_id) return Done{};
    if (row.type == "service") return refuse(row, "has an external id, which no service sends");
    if (!is_external_id(*row.external_id)) {
        return refuse(row, "has an external id that STS does not take: 2 to 1,224 letters, digits and _+=,.@:/-");
    }
    trust.condition[external_id_operator][external_id_key] = {*row.external_id};
    return Done{};
}

Statement deny_everyone() {
    Statement out;
    out.effect = "Deny";
    out.principal = Principals{{"AWS", {"*"}}};
    out.action = {assume_role};
    return out;
}

bool is_plain_allow(const Statement& s) {
    return s.effect == "Allow" && s.principal && !s.not_principal && !s.not_action && !s.resource && !s.not_resource &&
           s.unknown.empty() && s.action && s.action->size() == 1 &&
           to_lower_ascii(s.action->front()) == to_lower_ascii(assume_role);
}

}  // namespace

Result<Trust> translate(const Who& row, const Directory& directory) {
    auto trust = principal_of(row, directory);
    if (!trust) return trust.error();
    if (auto added = add_external_id(row, *trust); !added) return added.error();
    if (row.expires_at) {
        const Time end = std::chrono::floor<std::chrono::seconds>(*row.expires_at);
        trust->condition[end_operator][end_key] = {to_rfc3339(end)};
    }
    return trust;
}

Policy trust_policy(const Trusts& trusts) {
    std::map<Conditions, Statement> by_condition;
    for (const Trust& trust : trusts) {
        Statement& statement = by_condition[trust.condition];
        if (!statement.principal) statement.principal.emplace();
        (*statement.principal)[trust.type].push_back(trust.principal);
    }
    Policy out{std::string(current_policy_version), "", {}, {}};
    for (auto& [condition, statement] : by_condition) {
        statement.effect = "Allow";
        statement.action = {assume_role};
        statement.condition = condition;
        out.statements.push_back(std::move(statement));
    }
    if (out.statements.empty()) out.statements.push_back(deny_everyone());
    return canonical(std::move(out));
}

TrustParts parts_of(const Policy& trust_policy) {
    TrustParts out;
    for (const Statement& statement : canonical(trust_policy).statements) {
        if (statement == deny_everyone()) {
            out.denies_everyone = true;
        } else if (statement.effect == "Deny") {
            out.denies.push_back(statement);
        } else if (is_plain_allow(statement)) {
            for (const auto& [type, principals] : *statement.principal) {
                for (const std::string& principal : principals) {
                    out.trusts.insert({type, principal, statement.condition});
                }
            }
        } else {
            out.others.push_back(statement);
        }
    }
    return out;
}

bool has_ended(const Conditions& condition, Time now) {
    const auto test = condition.find(end_operator);
    if (test == condition.end()) return false;
    for (const auto& [key, values] : test->second) {
        if (to_lower_ascii(key) != to_lower_ascii(end_key)) continue;
        return std::all_of(values.begin(), values.end(), [now](const std::string& value) {
            const auto end = parse_time(value);
            return end && *end <= now;
        });
    }
    return false;
}

}  // namespace iamirror::model
