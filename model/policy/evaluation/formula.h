// Yes, no, or "it depends": Boolean functions over tests that only the request can answer, in one canonical form, so
// that "always" and "never" are seen however they came about. Binary decision diagrams, hash-consed.
// Bryant, "Graph-Based Algorithms for Boolean Function Manipulation", IEEE Transactions on Computers C-35 (1986).
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace iamirror::model {

// A test of a condition (or of a resource that holds a variable) whose outcome is not known. Two written alike are one.
struct ConditionTest {
    std::string test;                 // the operator as written; "Resource" for a resource
    std::string key;                  // in lower case; "" for a resource
    std::vector<std::string> values;  // as written, sorted, each once
    auto operator<=>(const ConditionTest&) const = default;
};

using Formula = std::uint32_t;
inline constexpr Formula never = 0, always = 1;

constexpr Formula truth(bool value) {
    return value ? always : never;
}

// Owns the formulas of one decision; no two threads share one.
class Formulas {
  public:
    Formula test(const ConditionTest& test);
    Formula both(Formula a, Formula b) { return choose(a, b, never); }
    Formula either(Formula a, Formula b) { return choose(a, always, b); }
    Formula negation(Formula a) { return choose(a, never, always); }

    // Beyond these bounds nothing is worked out any more, no result is to be trusted, and is_too_large() says so.
    static constexpr std::size_t max_nodes = 1'000'000, max_choices = 2'000'000, max_tests = 4'096;
    static constexpr std::size_t max_products = 1'000;
    static constexpr std::size_t max_effort = 20'000'000;  // of products(), in tests looked at: under a second
    bool is_too_large() const { return is_too_large_; }

    // One of a sum of products: tests that hold (true) or fail (false), all together.
    using Product = std::map<ConditionTest, bool>;
    // Irredundant, in a stable order; {} for never, {{}} for always. nullopt where there are more than max_products, or
    // finding them costs more than max_effort.
    std::optional<std::vector<Product>> products(Formula formula) const;

  private:
    struct Node {
        std::uint32_t variable;
        Formula high, low;
        auto operator<=>(const Node&) const = default;
    };
    struct Hash {
        std::size_t operator()(const Node& node) const {
            return (node.variable * 0x9e3779b97f4a7c15U) ^
                   (std::size_t(node.high) << 32U | node.low) * 0xff51afd7ed558ccdU;
        }
    };
    Formula choose(Formula condition, Formula then, Formula otherwise);
    class Writer;
    Formula node(std::uint32_t variable, Formula high, Formula low);
    std::uint32_t top(Formula formula) const;
    Formula half(Formula formula, std::uint32_t variable, bool is_high) const;

    std::vector<Node> nodes_{{UINT32_MAX, never, never}, {UINT32_MAX, always, always}};
    std::unordered_map<Node, Formula, Hash> unique_, chosen_;
    std::map<ConditionTest, std::uint32_t> variables_;
    std::vector<ConditionTest> tests_;
    bool is_too_large_ = false;
};

}  // namespace iamirror::model
