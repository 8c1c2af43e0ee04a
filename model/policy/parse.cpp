#include <set>
#include <utility>

#include "model/base/text.h"
#include "model/policy/policy.h"

namespace iamirror::model {
namespace {

// What stops the reading; caught in parse_policy, so that each step can be written as if all were well.
struct WrongType {
    std::string where;
    std::string message;
};

[[noreturn]] void refuse(const std::string& where, const std::string& message) {
    throw WrongType{where, message};
}

const std::string& text_of(const Json& value, const std::string& where) {
    if (!value.is(Json::Kind::string)) refuse(where, "must be a string");
    return value.text;
}

std::string scalar(const Json& value, const std::string& where) {
    switch (value.kind) {
        case Json::Kind::string:
        case Json::Kind::boolean:
            return value.text;
        case Json::Kind::number:
            return plain_number(value.text);
        case Json::Kind::null:
        case Json::Kind::list:
        case Json::Kind::object:
            break;
    }
    refuse(where, "must be a string, a number or a boolean");
}

std::vector<std::string> one_or_many(const Json& value, const std::string& where,
                                     std::string (*read)(const Json&, const std::string&)) {
    std::vector<std::string> out;
    if (!value.is(Json::Kind::list)) {
        out.push_back(read(value, where));
        return out;
    }
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        out.push_back(read(value.items[i], where + '[' + std::to_string(i) + ']'));
    }
    return out;
}

std::vector<std::string> texts(const Json& value, const std::string& where) {
    return one_or_many(value, where, [](const Json& v, const std::string& w) { return text_of(v, w); });
}

Principals principals(const Json& value, const std::string& where) {
    if (value.is(Json::Kind::string)) return {{"AWS", {value.text}}};
    if (!value.is(Json::Kind::object)) refuse(where, "must be \"*\" or an object");
    Principals out;
    for (const JsonMember& member : value.members) {
        const std::string inner = where + '.' + member.name;
        if (!out.emplace(member.name, texts(member.value, inner)).second) refuse(inner, "is written twice");
    }
    return out;
}

Conditions conditions(const Json& value, const std::string& where) {
    if (!value.is(Json::Kind::object)) refuse(where, "must be an object");
    Conditions out;
    for (const JsonMember& test : value.members) {
        const std::string inner = where + '.' + test.name;
        if (!test.value.is(Json::Kind::object)) refuse(inner, "must be an object");
        const auto [keys, is_new] = out.try_emplace(test.name);
        if (!is_new) refuse(inner, "is written twice");
        std::set<std::string> lower;  // keys of conditions have no case
        for (const JsonMember& key : test.value.members) {
            const std::string place = inner + '.' + key.name;
            if (!lower.insert(to_lower_ascii(key.name)).second) refuse(place, "is written twice");
            keys->second.emplace(key.name, one_or_many(key.value, place, scalar));
        }
    }
    return out;
}

void read_member(Statement& statement, const JsonMember& member, const std::string& where) {
    const Json& value = member.value;
    if (member.name == "Sid") {
        statement.sid = text_of(value, where);
    } else if (member.name == "Effect") {
        statement.effect = text_of(value, where);
    } else if (member.name == "Principal") {
        statement.principal = principals(value, where);
    } else if (member.name == "NotPrincipal") {
        statement.not_principal = principals(value, where);
    } else if (member.name == "Action") {
        statement.action = texts(value, where);
    } else if (member.name == "NotAction") {
        statement.not_action = texts(value, where);
    } else if (member.name == "Resource") {
        statement.resource = texts(value, where);
    } else if (member.name == "NotResource") {
        statement.not_resource = texts(value, where);
    } else if (member.name == "Condition") {
        statement.condition = conditions(value, where);
    } else {
        statement.unknown.push_back(member);
    }
}

// Calls `read` for each member, and refuses a name that comes twice.
template <typename Read>
void for_each_member(const Json& object, const std::string& where, Read read) {
    if (!object.is(Json::Kind::object)) refuse(where, "must be an object");
    std::set<std::string, std::less<>> seen;
    for (const JsonMember& member : object.members) {
        const std::string inner = where.empty() ? member.name : where + '.' + member.name;
        if (!seen.insert(member.name).second) refuse(inner, "is written twice");
        read(member, inner);
    }
}

Statement statement(const Json& value, const std::string& where) {
    Statement out;
    for_each_member(value, where,
                    [&out](const JsonMember& member, const std::string& inner) { read_member(out, member, inner); });
    if (out.effect.empty()) refuse(where, "has no Effect");
    return out;
}

std::vector<Statement> statements(const Json& value) {
    if (!value.is(Json::Kind::list)) return {statement(value, "Statement")};
    std::vector<Statement> out;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        out.push_back(statement(value.items[i], "Statement[" + std::to_string(i) + ']'));
    }
    return out;
}

Policy policy(const Json& document) {
    Policy out;
    bool has_statement = false;
    for_each_member(document, "", [&](const JsonMember& member, const std::string& where) {
        if (member.name == "Version") {
            out.version = text_of(member.value, where);
        } else if (member.name == "Id") {
            out.id = text_of(member.value, where);
        } else if (member.name == "Statement") {
            out.statements = statements(member.value);
            has_statement = true;
        } else {
            out.unknown.push_back(member);
        }
    });
    if (!has_statement) refuse("", "has no Statement");
    return out;
}

Error invalid(const std::string& where, const std::string& message) {
    const std::string subject = where.empty() ? "the policy document" : printable(where.substr(0, 200));
    Error error;
    error.kind = ErrorKind::invalid_input;
    error.message = subject + ' ' + message;
    error.resource = printable(where);
    return error;
}

}  // namespace

Result<Policy> parse_policy(const Json& document) {
    try {
        return policy(document);
    } catch (const WrongType& wrong) {
        return invalid(wrong.where, wrong.message);
    }
}

Result<Policy> parse_policy(std::string_view text) {
    const JsonReading reading = read_json(text);
    if (!reading.value) return invalid("", "is not JSON");
    if (!reading.faults.empty()) return invalid(reading.faults.front().where, "holds what no JSON reader agrees on");
    return parse_policy(*reading.value);
}

}  // namespace iamirror::model
