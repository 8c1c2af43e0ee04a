// The index of a line is read digit by digit, each digit of a base of its own choosing one part of the line.
#include "tests/model/policy/oracle/generate.h"

namespace iamirror::oracle {

using nlohmann::json;

namespace {

class Digits {
  public:
    explicit Digits(std::size_t index) : rest_(index) {}
    std::size_t next(std::size_t base) {
        const std::size_t digit = rest_ % base;
        rest_ /= base;
        return digit;
    }
    json choose(const json& from) { return from.at(next(from.size())); }

  private:
    std::size_t rest_;
};

const char* const user = "arn:aws:iam::111111111111:user/alice";
const char* const session = "arn:aws:sts::111111111111:assumed-role/reader/alice";
const char* const foreigner = "arn:aws:sts::222222222222:assumed-role/partner/carol";
const char* const key = "arn:aws:s3:::data/report.txt";
const char* const tag = "aws:PrincipalTag/team";

json policies(const json& statements) {
    return json::array({{{"name", "policy"}, {"document", {{"Version", "2012-10-17"}, {"Statement", statements}}}}});
}

json conditions() {
    return json::array({json::object(),
                        {{"StringEquals", {{tag, "blue"}}}},
                        {{"StringNotEquals", {{tag, json::array({"blue", "red"})}}}},
                        {{"StringEqualsIfExists", {{tag, "blue"}}}}});
}

void add_condition(json& statement, const json& condition) {
    if (!condition.empty()) {
        statement["Condition"] = condition;
    }
}

// 2 effects × 4 actions × 3 resources × 4 conditions.
constexpr std::size_t identity_statements = 96;
json identity_statement(std::size_t index) {
    Digits digits(index);
    json statement = {{"Effect", digits.choose({"Allow", "Deny"})}};
    const json action = digits.choose({"s3:GetObject", "S3:Get*", "s3:PutObjec?", nullptr});
    action.is_null() ? statement["NotAction"] = "s3:GetObject" : statement["Action"] = action;
    const json resource = digits.choose({key, "arn:aws:s3:::data/*", nullptr});
    resource.is_null() ? statement["NotResource"] = key : statement["Resource"] = resource;
    add_condition(statement, digits.choose(conditions()));
    return statement;
}

// 2 effects × 2 actions × 2 resources × 2 conditions × 4 principals.
constexpr std::size_t resource_statements = 64;
json resource_statement(std::size_t index) {
    Digits digits(index);
    json statement = {{"Effect", digits.choose({"Allow", "Deny"})}};
    statement[digits.next(2) == 0 ? "Action" : "NotAction"] = "s3:GetObject";
    statement[digits.next(2) == 0 ? "Resource" : "NotResource"] = key;
    if (digits.next(2) == 1) {
        add_condition(statement, conditions().at(1));
    }
    const json named = {{"AWS", user}};
    switch (digits.next(4)) {
        case 0:
            statement["Principal"] = named;
            break;
        case 1:
            statement["Principal"] = {{"AWS", "111111111111"}};
            break;
        case 2:
            statement["Principal"] = "*";
            break;
        default:
            statement["NotPrincipal"] = named;
    }
    return statement;
}

// Principals × 2 actions × 2 keys × what is known of the tag.
constexpr std::size_t requests(std::size_t principals) {
    return principals * 2 * 2 * 4;
}
json request_line(Digits& digits, const json& principals) {
    json line;
    json& request = line["request"];
    request["principal"] = digits.choose(principals);
    request["action"] = digits.choose({"s3:GetObject", "s3:PutObject"});
    request["resource"] = {{"arn", digits.choose({key, "arn:aws:s3:::data/b"})}, {"account", "111111111111"}};
    const std::size_t known = digits.next(4);
    line["mode"] = known == 3 ? "open" : "strict";
    request["context"] = json::object();
    if (known == 1 || known == 2) {
        request["context"][tag] = known == 1 ? "blue" : "green";
    }
    return line;
}

json principals_of_two() {
    return {user, foreigner};
}

json principals_of_four() {
    return {user, session, foreigner, "anonymous"};
}

json statements_of(std::size_t first, std::size_t second, json (*statement)(std::size_t)) {
    return first == second ? json::array({statement(first)}) : json::array({statement(first), statement(second)});
}

constexpr std::size_t identity_pairs_size = identity_statements * identity_statements * requests(2);
json identity_pair(Digits digits) {
    json line = request_line(digits, principals_of_two());
    const std::size_t first = digits.next(identity_statements);
    line["identity_policies"] = policies(statements_of(first, digits.next(identity_statements), identity_statement));
    return line;
}

constexpr std::size_t resource_pairs_size = resource_statements * resource_statements * 3 * requests(4);
json resource_pair(Digits digits) {
    json line = request_line(digits, principals_of_four());
    const std::size_t first = digits.next(resource_statements);
    const json statements = statements_of(first, digits.next(resource_statements), resource_statement);
    line["resource_policy"] = {{"Version", "2012-10-17"}, {"Statement", statements}};
    const std::size_t others = digits.next(3);
    if (others > 0) {
        line["identity_policies"] = policies({{{"Effect", "Allow"}, {"Action", "*"}, {"Resource", "*"}}});
    }
    if (others > 1) {
        line["permissions_boundary"] = policies({{{"Effect", "Allow"}, {"Action", "s3:Put*"}, {"Resource", "*"}}});
    }
    return line;
}

// What one layer may say: nothing about it, all, something else, no, or yes under a condition.
json layer_statements(std::size_t what, bool has_principals) {
    json allow = {{"Effect", "Allow"}, {"Action", "*"}, {"Resource", "*"}};
    json narrow = {{"Effect", "Allow"}, {"Action", "s3:Put*"}, {"Resource", "*"}};
    json deny = {{"Effect", "Deny"}, {"Action", "s3:GetObject"}, {"Resource", "*"}};
    for (json* one : {&allow, &narrow, &deny}) {
        if (has_principals) {
            (*one)["Principal"] = "*";
        }
    }
    switch (what) {
        case 1:
            return json::array({allow});
        case 2:
            return json::array({narrow});
        case 3:
            return json::array({allow, deny});
        default:
            allow["Condition"] = {{"StringEquals", {{tag, "blue"}}}};
            return json::array({allow});
    }
}

json named_principal(std::size_t which) {
    const json all = {"arn:aws:iam::111111111111:role/reader", session, user, "111111111111", "222222222222", "*"};
    return {{"AWS", all.at(which)}};
}

constexpr std::size_t layers_size = std::size_t{4} * 5 * 5 * 5 * 4 * 5 * 3 * 7 * 2;
json all_layers(Digits digits) {
    json line;
    line["request"] = {{"action", "s3:GetObject"}, {"resource", {{"arn", key}, {"account", "111111111111"}}}};
    line["request"]["principal"] =
        digits.choose({user, session, foreigner, "arn:aws:sts::111111111111:federated-user/bob"});
    line["mode"] = digits.choose({"strict", "open"});
    for (const char* name : {"identity_policies", "permissions_boundary", "session_policies"}) {
        if (const std::size_t what = digits.next(5)) {
            line[name] = policies(layer_statements(what, false));
        }
    }
    if (const std::size_t what = digits.next(4)) {
        line["endpoint_policies"] = policies(layer_statements(what, true));
    }
    if (const std::size_t what = digits.next(5)) {
        line["service_control_policies"] = {{{"target", "r-1"}, {"policies", policies(layer_statements(1, false))}},
                                            {{"target", "a-1"}, {"policies", policies(layer_statements(what, false))}}};
    }
    if (const std::size_t what = digits.next(3)) {
        line["resource_control_policies"] =
            json::array({{{"target", "r-1"}, {"policies", policies(layer_statements(what == 1 ? 1 : 3, true))}}});
    }
    if (const std::size_t who = digits.next(7)) {
        line["resource_policy"] = {
            {"Version", "2012-10-17"},
            {"Statement",
             {{"Effect", "Allow"}, {"Action", "s3:*"}, {"Resource", "*"}, {"Principal", named_principal(who - 1)}}}};
    }
    return line;
}

}  // namespace

std::size_t small_grammar_size() {
    return identity_pairs_size + resource_pairs_size + layers_size;
}

json small_grammar_line(std::size_t index) {
    if (index < identity_pairs_size) {
        return identity_pair(Digits(index));
    }
    index -= identity_pairs_size;
    if (index < resource_pairs_size) {
        return resource_pair(Digits(index));
    }
    return all_layers(Digits(index - resource_pairs_size));
}

}  // namespace iamirror::oracle
