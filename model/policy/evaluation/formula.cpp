#include "model/policy/evaluation/formula.h"

#include <algorithm>

namespace iamirror::model {

std::uint32_t Formulas::top(Formula formula) const {
    return nodes_[formula].variable;
}

Formula Formulas::half(Formula formula, std::uint32_t variable, bool is_high) const {
    const Node& node = nodes_[formula];
    if (node.variable != variable) return formula;
    return is_high ? node.high : node.low;
}

Formula Formulas::node(std::uint32_t variable, Formula high, Formula low) {
    if (high == low) return high;
    const auto [place, is_new] = unique_.try_emplace({variable, high, low}, static_cast<Formula>(nodes_.size()));
    if (is_new) nodes_.push_back({variable, high, low});
    return place->second;
}

Formula Formulas::test(const ConditionTest& test) {
    if (tests_.size() >= max_tests && variables_.count(test) == 0) {
        is_too_large_ = true;
        return never;
    }
    // The newest on top: what is joined to a formula test after test then grows it by one node each time.
    const auto variable = static_cast<std::uint32_t>(max_tests - tests_.size());
    const auto [place, is_new] = variables_.try_emplace(test, variable);
    if (is_new) tests_.push_back(test);
    return node(place->second, always, never);
}

// "if condition then then, else otherwise": every operation is one of these.
Formula Formulas::choose(Formula condition, Formula then, Formula otherwise) {
    if (condition == always || then == otherwise) return then;
    if (condition == never) return otherwise;
    if (then == always && otherwise == never) return condition;
    is_too_large_ = is_too_large_ || nodes_.size() > max_nodes;
    if (is_too_large_) return never;
    const Node asked{condition, then, otherwise};
    if (const auto known = chosen_.find(asked); known != chosen_.end()) return known->second;
    const std::uint32_t variable = std::min({top(condition), top(then), top(otherwise)});
    const auto part = [&](bool is_high) {
        return choose(half(condition, variable, is_high), half(then, variable, is_high),
                      half(otherwise, variable, is_high));
    };
    const Formula high = part(true), low = part(false);
    return chosen_[asked] = node(variable, high, low);
}

namespace {

using Products = std::vector<Formulas::Product>;

bool is_within(const Formulas::Product& narrow, const Formulas::Product& wide) {
    return std::includes(narrow.begin(), narrow.end(), wide.begin(), wide.end());
}

// Products that another one holds for too say nothing.
void drop_redundant(Products& products) {
    std::sort(products.begin(), products.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    Products kept;
    for (const Formulas::Product& product : products) {
        const bool is_covered =
            std::any_of(kept.begin(), kept.end(), [&](const auto& wide) { return is_within(product, wide); });
        if (!is_covered) kept.push_back(product);
    }
    products = std::move(kept);
}

}  // namespace

// Along the diagram: what holds either way is said without the test. nullptr where it grew too large.
const Formulas::Products* Formulas::products_of(Formula formula, std::map<Formula, Products>& known) const {
    if (const auto found = known.find(formula); found != known.end()) return &found->second;
    const Node& node = nodes_[formula];
    const Products *high = products_of(node.high, known), *low = products_of(node.low, known);
    if (high == nullptr || low == nullptr) return nullptr;
    Products out;
    for (const bool is_high : {true, false}) {
        const Products& other = is_high ? *low : *high;
        for (Product product : is_high ? *high : *low) {
            const bool is_free =
                std::any_of(other.begin(), other.end(), [&](const auto& wide) { return is_within(product, wide); });
            if (!is_free) product.emplace(tests_[max_tests - node.variable], is_high);
            out.push_back(std::move(product));
        }
    }
    drop_redundant(out);
    if (out.size() > max_products) return nullptr;
    return &(known[formula] = std::move(out));
}

std::optional<std::vector<Formulas::Product>> Formulas::products(Formula formula) const {
    std::map<Formula, Products> known{{never, {}}, {always, {{}}}};
    const Products* found = products_of(formula, known);
    return found == nullptr ? std::nullopt : std::optional(*found);
}

}  // namespace iamirror::model
