#include "tests/model/policy/oracle/oracle.h"

#include "tests/model/policy/oracle/combine.h"

namespace iamirror::oracle {

namespace {

using Assumed = std::map<std::string, bool>;

struct Leaf {
    Assumed assumed;
    Outcome outcome;
};

// Every completion of the atoms that the answer asks for, one after the other.
void explore(const nlohmann::json& line, Mutation mutation, const Assumed& assumed, std::vector<Leaf>& leaves) {
    Facts facts(line, mutation, assumed);
    const Outcome outcome = combine(facts, judge_layers(facts));
    if (!facts.asked()) {
        leaves.push_back({assumed, outcome});
        return;
    }
    for (const bool holds : {false, true}) {
        Assumed more = assumed;
        more[*facts.asked()] = holds;
        explore(line, mutation, more, leaves);
    }
}

nlohmann::json all_of(const Assumed& assumed) {
    nlohmann::json result = nlohmann::json::array();
    for (const auto& [atom, holds] : assumed) {
        result.push_back({{"test", nlohmann::json::parse(atom)}, {"holds", holds}});
    }
    return result;
}

}  // namespace

nlohmann::json naive_decision(const nlohmann::json& line, Mutation mutation) {
    std::vector<Leaf> leaves;
    explore(line, mutation, {}, leaves);
    std::size_t allowed = 0;
    std::size_t denied_explicitly = 0;
    std::set<std::string> by;
    nlohmann::json condition = nlohmann::json::array();
    for (const Leaf& leaf : leaves) {
        allowed += leaf.outcome.allowed ? 1U : 0U;
        denied_explicitly += leaf.outcome.is_explicit ? 1U : 0U;
        if (leaf.outcome.allowed) {
            condition.push_back(all_of(leaf.assumed));
        }
    }
    for (const Leaf& leaf : leaves) {
        if (leaf.outcome.allowed == (allowed > 0)) {
            by.insert(leaf.outcome.by.begin(), leaf.outcome.by.end());
        }
    }
    const char* decision = allowed == leaves.size() ? "allowed" : allowed == 0 ? "denied" : "allowed_if";
    nlohmann::json denial = nullptr;
    if (allowed == 0) {
        denial = denied_explicitly == leaves.size() ? "explicit" : "implicit";
    }
    const bool conditional = allowed > 0 && allowed < leaves.size();
    return {{"decision", decision}, {"denial", denial}, {"by", by}, {"condition", conditional ? condition : nullptr}};
}

}  // namespace iamirror::oracle
