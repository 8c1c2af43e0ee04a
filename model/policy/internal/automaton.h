// Deterministic automata over characters: each state says where the characters go that it names, and where all the
// others go. So no alphabet has to be agreed on, and a long run of literal characters costs one edge a state.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "model/policy/language_glob.h"

namespace iamirror::model::internal {

using StateId = std::uint32_t;

struct Edge {
    char32_t character;
    StateId target;
    bool operator==(const Edge&) const = default;
};

struct State {
    StateId other;  // the target of every character without an edge
    std::uint32_t first_edge;
    bool accepting;
    bool operator==(const State&) const = default;
};

// State 0 is the start. The edges of a state lie in the order of their characters.
struct Automaton {
    std::vector<State> states;
    std::vector<Edge> edges;

    std::span<const Edge> edges_of(StateId state) const;
    StateId step(StateId state, char32_t character) const;
    // Where the text leads to from the start.
    StateId run(std::string_view text) const;
    // Never left again: accepts every text from here on, or none.
    bool is_sink(StateId state) const;
    // A state without edges yet; they follow it before the next state.
    void add_state(bool accepting, StateId other);
    // Not where it goes the way of all the others.
    void add_edge(char32_t character, StateId target);
    bool operator==(const Automaton&) const = default;
};

// What an operation may still use. It fails as a whole where this is not enough, and never answers wrongly.
class Budget {
  public:
    // Work is counted in edges and positions of patterns looked at while states are made.
    explicit Budget(std::size_t states) : states_(states), work_(states * work_of_a_state) {}
    bool take_state() { return take(states_, 1); }
    bool take_work(std::size_t amount) { return take(work_, amount); }

  private:
    static constexpr std::size_t work_of_a_state = 32;
    static bool take(std::size_t& left, std::size_t amount) {
        if (left < amount) return false;
        left -= amount;
        return true;
    }
    std::size_t states_, work_;
};

// nullopt where the budget does not suffice. Not minimal.
std::optional<Automaton> determinize(const Glob& glob, Budget budget);

enum class SetOperation { intersection, union_of, difference };

// nullopt where the budget does not suffice. Not minimal.
std::optional<Automaton> product(const Automaton& a, const Automaton& b, SetOperation operation, Budget budget);
// Whether the product accepts anything at all; stops at the first that it does.
std::optional<bool> has_member(const Automaton& a, const Automaton& b, SetOperation operation, Budget budget);

// The one automaton of its language: fewest states, numbered in the order in which they are met from the start.
Automaton minimize(const Automaton& automaton);
// The same from another start, REQUIRES that the automaton is minimal.
Automaton rooted_at(const Automaton& automaton, StateId start);

}  // namespace iamirror::model::internal
