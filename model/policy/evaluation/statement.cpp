#include "model/policy/evaluation/statement.h"

#include <algorithm>

#include "model/policy/evaluation/variable.h"

namespace iamirror::model {
namespace {

bool is_denying(const Statement& statement) {
    return statement.effect == "Deny";
}

// What IAM would refuse to store.
bool is_valid(const Statement& statement, const LayerRules& rules) {
    if (statement.effect != "Allow" && statement.effect != "Deny") return false;
    if (!statement.unknown.empty()) return false;
    if (statement.action.has_value() == statement.not_action.has_value()) return false;
    if (statement.principal && statement.not_principal) return false;
    if (!rules.has_principal && (statement.principal || statement.not_principal)) return false;
    if (statement.resource && statement.not_resource) return false;
    return !rules.has_resource || statement.resource || statement.not_resource;
}

bool has_action(const std::vector<std::string>& patterns, const std::string& action) {
    return std::any_of(patterns.begin(), patterns.end(),
                       [&](const std::string& pattern) { return Glob(pattern).ignoring_case().matches(action); });
}

// Of fewer than six segments, and not `*`: the pages say nothing about it, so that the reading is a decision.
bool is_short_arn(std::string_view pattern) {
    constexpr auto colons_of_arn = 5;
    return pattern != "*" && std::count(pattern.begin(), pattern.end(), ':') < colons_of_arn;
}

bool matches_action(const Statement& statement, const std::string& action) {
    return (!statement.action || has_action(*statement.action, action)) &&
           (!statement.not_action || !has_action(*statement.not_action, action));
}

// Whether one of the patterns matches the ARN; a variable that only the request knows makes a test of it.
Formula has_resource(const std::vector<std::string>& patterns, const std::string& arn, bool has_variables,
                     const Facts& facts, Formulas& formulas, FindingCodes& findings) {
    Formula out = never;
    for (const std::string& pattern : patterns) {
        const Substituted filled = substitute_arn(pattern, facts, has_variables);
        if (is_short_arn(pattern)) findings.insert("short_arn");
        if (filled.state == Substituted::State::no_value) {
            findings.insert("variable_without_value");
        } else if (filled.state == Substituted::State::unknown) {
            out = formulas.either(out, formulas.test({"Resource", "", {pattern, arn}}));
        } else if (filled.glob.matches(arn)) {
            return always;
        }
    }
    return out;
}

Formula matches_resource(const Statement& statement, const std::string& arn, bool has_variables, const Facts& facts,
                         Formulas& formulas, FindingCodes& findings) {
    Formula out = always;
    if (statement.resource) {
        out = has_resource(*statement.resource, arn, has_variables, facts, formulas, findings);
    }
    if (statement.not_resource) {
        const Formula listed = has_resource(*statement.not_resource, arn, has_variables, facts, formulas, findings);
        out = formulas.both(out, formulas.negation(listed));
    }
    return out;
}

PrincipalMatch matches_principal(const Statement& statement, const LayerRules& rules,
                                 const RequestPrincipal& principal) {
    if (!rules.has_principal) return {.direct = true};
    if (statement.principal) return match_principal(*statement.principal, principal);
    if (!statement.not_principal) return {};
    if (is_denying(statement)) {
        return {.direct = rules.never_spares || !is_spared(*statement.not_principal, principal)};
    }
    return {.direct = !match_principal(*statement.not_principal, principal).any()};
}

}  // namespace

StatementMatch match_statement(const Statement& statement, bool has_variables, const LayerRules& rules,
                               const Facts& facts, Formulas& formulas, FindingCodes& findings) {
    const AccessRequest& request = facts.request();
    const bool is_sound = is_valid(statement, rules);
    if (!is_sound) findings.insert("invalid_statement");
    if (!is_sound && !is_denying(statement)) return {};
    if (!matches_action(statement, request.action)) return {};
    Formula where = never;
    for (const std::string& arn : rules.arns) {
        where = formulas.either(where, matches_resource(statement, arn, has_variables, facts, formulas, findings));
    }
    if (where == never) return {};
    if (statement.not_principal) findings.insert("not_principal");
    StatementMatch out{.principal = matches_principal(statement, rules, request.principal)};
    if (!out.principal.any()) return {};
    const Outcome outcome = evaluate_conditions(statement.condition, facts, has_variables, formulas, findings);
    if (outcome.is_unreadable && !is_denying(statement)) return {};
    out.when = formulas.both(where, outcome.when);
    return out;
}

}  // namespace iamirror::model
