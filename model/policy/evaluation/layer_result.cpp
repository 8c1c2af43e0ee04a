#include "model/policy/evaluation/layer_result.h"

namespace iamirror::model {
namespace {

void add(LayerResult& result, const Statement& statement, const StatementMatch& match, DecidingStatement deciding,
         Formulas& formulas) {
    if (statement.effect != "Allow") {
        result.deny = formulas.either(result.deny, match.when);
        result.denying.push_back(std::move(deciding));
        return;
    }
    const auto grant = [&](bool is_of_manner, Formula& formula) {
        if (is_of_manner) formula = formulas.either(formula, match.when);
    };
    grant(match.principal.account, result.grants.account);
    grant(match.principal.role, result.grants.role);
    grant(match.principal.direct, result.grants.direct);
    result.allow = formulas.either(result.allow, match.when);
    result.allowing.push_back(std::move(deciding));
}

}  // namespace

void read_policy(const std::string& name, const Policy& document, const LayerRules& rules, Workbench& bench,
                 LayerResult& result) {
    const bool has_variables = document.version == current_policy_version;
    for (std::size_t i = 0; i < document.statements.size(); ++i) {
        const Statement& statement = document.statements[i];
        const StatementMatch match =
            match_statement(statement, has_variables, rules, bench.facts, bench.formulas, bench.findings);
        if (match.when == never) continue;
        add(result, statement, match, {result.layer, name, i, statement.sid, statement.effect}, bench.formulas);
    }
}

LayerResult read_policies(const std::string& layer, const Policies& policies, const LayerRules& rules,
                          Workbench& bench) {
    LayerResult result{.layer = layer};
    for (const NamedPolicy& policy : policies) read_policy(policy.name, policy.document, rules, bench, result);
    return result;
}

LayerResult read_levels(const std::string& layer, const OrganizationLevels& levels, const LayerRules& rules,
                        Workbench& bench) {
    LayerResult result{.layer = layer, .allow = always};
    const auto take = [](const std::string& target, std::vector<DecidingStatement>& from,
                         std::vector<DecidingStatement>& to) {
        for (DecidingStatement& statement : from) {
            statement.policy = target + "/" + statement.policy;
            to.push_back(std::move(statement));
        }
    };
    for (const OrganizationLevel& level : levels) {
        LayerResult one = read_policies(layer, level.policies, rules, bench);
        result.allow = bench.formulas.both(result.allow, one.allow);
        result.deny = bench.formulas.either(result.deny, one.deny);
        take(level.target, one.allowing, result.allowing);
        take(level.target, one.denying, result.denying);
    }
    return result;
}

}  // namespace iamirror::model
