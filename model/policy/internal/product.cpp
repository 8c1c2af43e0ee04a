// Two automata side by side: a state is a pair of theirs.
#include <limits>

#include "model/policy/internal/automaton.h"
#include "model/policy/internal/pair_index.h"

namespace iamirror::model::internal {
namespace {

bool holds(SetOperation operation, bool a, bool b) {
    if (operation == SetOperation::intersection) return a && b;
    return operation == SetOperation::union_of ? a || b : a && !b;
}

class Product {
  public:
    Product(const Automaton& a, const Automaton& b, SetOperation operation, Budget budget)
        : a_(a), b_(b), operation_(operation), budget_(budget) {}

    // False where the budget ended first.
    bool explore(bool until_member) {
        if (!id_of({0, 0})) return false;
        for (StateId next = 0; next < pairs_.size() && !(until_member && has_member_); ++next) {
            if (!add(pairs_[next])) return false;
        }
        return true;
    }

    bool has_member() const { return has_member_; }
    Automaton take() { return std::move(out_); }

  private:
    struct Pair {
        StateId a, b;
    };
    static constexpr StateId nowhere = std::numeric_limits<StateId>::max();

    // Whatever comes, the answer is the same from here on: all such pairs are one.
    std::optional<bool> constant_at(const Pair& pair) const {
        const bool a = a_.states[pair.a].accepting, b = b_.states[pair.b].accepting;
        const bool a_stays = a_.is_sink(pair.a), b_stays = b_.is_sink(pair.b);
        const bool now = holds(operation_, a, b);
        if (!a_stays && now != holds(operation_, !a, b)) return std::nullopt;
        if (!b_stays && now != holds(operation_, a, !b)) return std::nullopt;
        return a_stays || b_stays ? std::optional(now) : std::nullopt;
    }

    std::optional<StateId> id_of(const Pair& pair) {
        const auto constant = constant_at(pair);
        const auto key = constant ? PairIndex::key(nowhere - 1, *constant) : PairIndex::key(pair.a, pair.b);
        const StateId fresh = static_cast<StateId>(pairs_.size());
        const StateId id = ids_.insert(key, fresh);
        if (id != fresh) return id;
        if (!budget_.take_state()) return std::nullopt;
        pairs_.push_back(pair);
        has_member_ = has_member_ || holds(operation_, a_.states[pair.a].accepting, b_.states[pair.b].accepting);
        return id;
    }

    bool add(Pair pair) {
        const auto edges_a = a_.edges_of(pair.a), edges_b = b_.edges_of(pair.b);
        if (!budget_.take_work(edges_a.size() + edges_b.size())) return false;
        const Pair others = {a_.states[pair.a].other, b_.states[pair.b].other};
        const auto other = id_of(others);
        if (!other) return false;
        out_.add_state(holds(operation_, a_.states[pair.a].accepting, b_.states[pair.b].accepting), *other);
        for (auto a = edges_a.begin(), b = edges_b.begin(); a != edges_a.end() || b != edges_b.end();) {
            const bool from_a = a != edges_a.end() && (b == edges_b.end() || a->character <= b->character);
            const bool from_b = b != edges_b.end() && (a == edges_a.end() || b->character <= a->character);
            const char32_t character = from_a ? a->character : b->character;
            const auto target = id_of({from_a ? (a++)->target : others.a, from_b ? (b++)->target : others.b});
            if (!target) return false;
            out_.add_edge(character, *target);
        }
        return true;
    }

    const Automaton& a_;
    const Automaton& b_;
    const SetOperation operation_;
    Budget budget_;
    PairIndex ids_;
    std::vector<Pair> pairs_;
    Automaton out_;
    bool has_member_ = false;
};

}  // namespace

std::optional<Automaton> product(const Automaton& a, const Automaton& b, SetOperation operation, Budget budget) {
    Product product(a, b, operation, budget);
    if (!product.explore(false)) return std::nullopt;
    return product.take();
}

std::optional<bool> has_member(const Automaton& a, const Automaton& b, SetOperation operation, Budget budget) {
    Product product(a, b, operation, budget);
    if (!product.explore(true) && !product.has_member()) return std::nullopt;
    return product.has_member();
}

}  // namespace iamirror::model::internal
