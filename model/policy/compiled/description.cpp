#include "model/policy/compiled/description.h"

#include <algorithm>

#include "model/policy/compiled/text_template.h"

namespace iamirror::model::compiled {
namespace {

using Texts = std::vector<std::string>;

void describe_list(const Texts& texts, std::string& out) {
    describe(texts.size(), out);
    for (const std::string& text : texts) describe(text, out);
}

void describe_optional(const std::optional<Texts>& texts, std::string& out) {
    out += texts ? '+' : '-';
    if (texts) describe_list(*texts, out);
}

void describe_principals(const Principals& principals, std::string& out) {
    describe(principals.size(), out);
    for (const auto& [type, entries] : principals) {
        describe(type, out);
        describe_list(entries, out);
    }
}

void describe_conditions(const Conditions& conditions, std::string& out) {
    describe(conditions.size(), out);
    for (const auto& [name, lines] : conditions) {
        describe(name, out);
        describe(lines.size(), out);
        for (const auto& [key, values] : lines) {
            describe(key, out);
            describe_list(values, out);
        }
    }
}

bool any_holds_variable(const std::optional<Texts>& texts) {
    return texts && std::any_of(texts->begin(), texts->end(),
                                [](const std::string& text) { return holds_variable(std::string_view(text)); });
}

}  // namespace

void describe(std::size_t number, std::string& out) {
    out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

void describe(std::string_view text, std::string& out) {
    describe(text.size(), out);
    out += text;
}

std::string describe(const Texts& texts, bool has_variables) {
    std::string out(1, has_variables ? '$' : ' ');
    describe_list(texts, out);
    return out;
}

std::string describe(const Principals& principals) {
    std::string out;
    describe_principals(principals, out);
    return out;
}

std::string describe(const Conditions& conditions, bool has_variables) {
    std::string out(1, has_variables ? '$' : ' ');
    describe_conditions(conditions, out);
    return out;
}

bool holds_variable(const Statement& statement) {
    if (any_holds_variable(statement.resource) || any_holds_variable(statement.not_resource)) return true;
    for (const auto& [name, lines] : statement.condition)
        for (const auto& [key, values] : lines)
            if (any_holds_variable(values)) return true;
    return false;
}

std::string describe(const Statement& statement, bool has_variables) {
    std::string out(1, has_variables ? '$' : ' ');
    describe(statement.effect, out);
    out += statement.unknown.empty() ? ' ' : 'u';  // what else is in it does not matter
    for (const auto* list : {&statement.action, &statement.not_action, &statement.resource, &statement.not_resource})
        describe_optional(*list, out);
    for (const auto* principals : {&statement.principal, &statement.not_principal}) {
        out += *principals ? '+' : '-';
        if (*principals) describe_principals(**principals, out);
    }
    describe_conditions(statement.condition, out);
    return out;
}

}  // namespace iamirror::model::compiled
