#include "model/policy/internal/automaton.h"

#include <algorithm>

#include "model/policy/internal/code_points.h"

namespace iamirror::model::internal {

std::span<const Edge> Automaton::edges_of(StateId state) const {
    const std::size_t first = states[state].first_edge;
    const std::size_t end = state + 1 < states.size() ? states[state + 1].first_edge : edges.size();
    return std::span(edges).subspan(first, end - first);
}

StateId Automaton::step(StateId state, char32_t character) const {
    const auto own = edges_of(state);
    const auto edge = std::lower_bound(own.begin(), own.end(), character,
                                       [](const Edge& e, char32_t wanted) { return e.character < wanted; });
    return edge != own.end() && edge->character == character ? edge->target : states[state].other;
}

StateId Automaton::run(std::string_view text) const {
    StateId state = 0;
    for (std::size_t at = 0; at < text.size();) {
        const CodePoint c = code_point_at(text, at);
        state = step(state, c.value);
        at += c.length;
    }
    return state;
}

bool Automaton::is_sink(StateId state) const {
    return states[state].other == state && edges_of(state).empty();
}

void Automaton::add_state(bool accepting, StateId other) {
    states.push_back({other, static_cast<std::uint32_t>(edges.size()), accepting});
}

void Automaton::add_edge(char32_t character, StateId target) {
    if (target != states.back().other) edges.push_back({character, target});
}

}  // namespace iamirror::model::internal
