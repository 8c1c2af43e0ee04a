#include "model/policy/evaluation/formula.h"

#include <algorithm>
#include <set>

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
    is_too_large_ = is_too_large_ || nodes_.size() > max_nodes || chosen_.size() > max_choices;
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

// Tests by their variable, `fails` added where one fails; ascending. Few octets a test: thousands of products of
// thousands of tests are held at once.
using Literals = std::vector<std::uint32_t>;
using Sum = std::vector<Literals>;

constexpr std::uint32_t fails = 1U << 31U;

// Counts what is looked at, so that what would take too long ends early, on every machine at the same place.
class Effort {
  public:
    bool is_spent() const { return spent_ > Formulas::max_effort; }
    void add(std::size_t looked_at) { spent_ += looked_at; }

    bool is_within(const Literals& narrow, const Literals& wide) {
        if (wide.size() > narrow.size()) return false;
        add(wide.size() + 1);
        return std::includes(narrow.begin(), narrow.end(), wide.begin(), wide.end());
    }
    // Whether one of `wide` holds wherever `product` does.
    bool is_within_any(const Literals& product, const Sum& wide) {
        return std::any_of(wide.begin(), wide.end(),
                           [&](const Literals& one) { return !is_spent() && is_within(product, one); });
    }

  private:
    std::size_t spent_ = 0;
};

// Products that another one holds for too say nothing.
void drop_redundant(Sum& products, Effort& effort) {
    std::sort(products.begin(), products.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    Sum kept;
    for (Literals& product : products) {
        if (!effort.is_within_any(product, kept)) kept.push_back(std::move(product));
    }
    products = std::move(kept);
}

void insert(Literals& product, std::uint32_t literal) {
    product.insert(std::lower_bound(product.begin(), product.end(), literal), literal);
}

}  // namespace

// Along the diagram, from its ends up: what holds either way is said without the test. No recursion: a diagram may be
// thousands of tests deep.
class Formulas::Writer {
  public:
    explicit Writer(const Formulas& formulas) : formulas_(formulas) {}

    // nullptr where it grew too large.
    const Sum* sum_of(Formula formula) {
        for (const Formula each : parts_of(formula)) {
            const Node& node = formulas_.nodes_[each];
            Sum out;
            add(known_[node.high], known_[node.low], node.variable, out);
            add(known_[node.low], known_[node.high], node.variable | fails, out);
            drop_redundant(out, effort_);
            if (out.size() > max_products || effort_.is_spent()) return nullptr;
            known_[each] = std::move(out);
        }
        return &known_[formula];
    }

  private:
    // It and all it stands on but always and never: a node is made after those it stands on.
    std::set<Formula> parts_of(Formula formula) const {
        std::set<Formula> parts;
        std::vector<Formula> left{formula};
        while (!left.empty()) {
            const Formula one = left.back();
            left.pop_back();
            if (one == never || one == always || !parts.insert(one).second) continue;
            left.push_back(formulas_.nodes_[one].high);
            left.push_back(formulas_.nodes_[one].low);
        }
        return parts;
    }

    void add(const Sum& half, const Sum& other, std::uint32_t literal, Sum& out) {
        for (const Literals& product : half) {
            effort_.add(product.size() + 1);
            out.push_back(product);
            if (!effort_.is_within_any(product, other)) insert(out.back(), literal);
        }
    }

    const Formulas& formulas_;
    Effort effort_;
    std::map<Formula, Sum> known_{{never, {}}, {always, {{}}}};
};

std::optional<std::vector<Formulas::Product>> Formulas::products(Formula formula) const {
    Writer writer(*this);
    const Sum* found = writer.sum_of(formula);
    if (found == nullptr) return std::nullopt;
    std::vector<Product> out;
    for (const Literals& literals : *found) {
        Product& product = out.emplace_back();
        for (const std::uint32_t literal : literals)
            product.emplace(tests_[max_tests - (literal & ~fails)], (literal & fails) == 0);
    }
    std::sort(out.begin(), out.end(),
              [](const auto& a, const auto& b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    return out;
}

}  // namespace iamirror::model
