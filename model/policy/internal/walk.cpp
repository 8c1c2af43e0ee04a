#include "model/policy/internal/walk.h"

#include <algorithm>
#include <limits>
#include <string_view>
#include <unordered_set>

#include "model/policy/internal/code_points.h"

namespace iamirror::model::internal {
namespace {

constexpr std::string_view by_preference = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:=+,@";
constexpr std::uint32_t unreachable = std::numeric_limits<std::uint32_t>::max();
// A walk goes the shortest way home after that many forks.
constexpr std::size_t wandered_forks = 24;

// SplitMix64, for numbers that are the same on every platform. https://prng.di.unimi.it/splitmix64.c
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::size_t below(std::size_t bound) {
        std::uint64_t x = (state_ += 0x9E3779B97F4A7C15u);
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
        return static_cast<std::size_t>((x ^ (x >> 31)) % bound);
    }

  private:
    std::uint64_t state_;
};

// How many characters are missing to a member from each state.
std::vector<std::uint32_t> distances(const Automaton& automaton) {
    std::vector<std::vector<StateId>> sources(automaton.states.size());
    std::vector<std::uint32_t> out(automaton.states.size(), unreachable);
    std::vector<StateId> queue;
    for (StateId state = 0; state < automaton.states.size(); ++state) {
        sources[automaton.states[state].other].push_back(state);
        for (const Edge& edge : automaton.edges_of(state)) sources[edge.target].push_back(state);
        if (!automaton.states[state].accepting) continue;
        out[state] = 0;
        queue.push_back(state);
    }
    for (std::size_t next = 0; next < queue.size(); ++next) {
        for (const StateId source : sources[queue[next]]) {
            if (out[source] != unreachable) continue;
            out[source] = out[queue[next]] + 1;
            queue.push_back(source);
        }
    }
    return out;
}

bool is_named(std::span<const Edge> edges, char32_t character) {
    return std::binary_search(edges.begin(), edges.end(), Edge{character, 0},
                              [](const Edge& a, const Edge& b) { return a.character < b.character; });
}

// A character that goes the way of all the others: the `skip`th of the preferred ones, else the first there is.
char32_t unnamed(std::span<const Edge> edges, std::size_t skip) {
    for (std::size_t i = 0; i < by_preference.size(); ++i) {
        const auto c = static_cast<unsigned char>(by_preference[(skip + i) % by_preference.size()]);
        if (!is_named(edges, c)) return c;
    }
    char32_t c = 0xA1;
    while (is_named(edges, c)) c = c == 0xD7FF ? 0xE000 : c + 1;
    return c;
}

std::size_t rank(char32_t c) {
    const auto at = c < 0x80 ? by_preference.find(static_cast<char>(c)) : std::string_view::npos;
    if (at != std::string_view::npos) return at;
    const bool is_printable = (c > 0x20 && c < 0x7F) || c > 0xA0;
    return by_preference.size() + (is_printable ? 0u : 0x110000u) + c;
}

class Walker {
  public:
    explicit Walker(const Automaton& automaton) : automaton_(automaton), distance_(distances(automaton)) {}

    bool is_empty() const { return distance_[0] == unreachable; }

    std::string shortest() const {
        std::string out;
        for (StateId state = 0; distance_[state] > 0;) state = step_home(state, out);
        return out;
    }

    std::string random(Random& random) const {
        std::string out;
        StateId state = 0;
        for (std::size_t forks = 0; !may_stop(state) || random.below(4) > 0;) {
            const auto ways = ways_from(state);
            const bool is_tired = forks > wandered_forks;
            if (ways.empty() || (is_tired && may_stop(state))) break;
            if (ways.size() > 1) ++forks;
            state = is_tired ? step_home(state, out) : take(ways[random.below(ways.size())], random, out);
        }
        return out;
    }

  private:
    // A way that leads on to members; without `edge`, that of all the other characters.
    struct Way {
        StateId from;
        const Edge* edge;
    };

    bool may_stop(StateId state) const { return distance_[state] == 0; }

    std::vector<Way> ways_from(StateId state) const {
        std::vector<Way> out;
        if (distance_[automaton_.states[state].other] != unreachable) out.push_back({state, nullptr});
        for (const Edge& edge : automaton_.edges_of(state)) {
            if (distance_[edge.target] != unreachable) out.push_back({state, &edge});
        }
        return out;
    }

    StateId take(const Way& way, Random& random, std::string& out) const {
        append_utf8(out, way.edge ? way.edge->character
                                  : unnamed(automaton_.edges_of(way.from), random.below(by_preference.size())));
        return way.edge ? way.edge->target : automaton_.states[way.from].other;
    }

    StateId step_home(StateId state, std::string& out) const {
        const std::uint32_t wanted = distance_[state] - 1;
        const auto edges = automaton_.edges_of(state);
        StateId target = automaton_.states[state].other;
        char32_t best = unnamed(edges, 0);
        bool is_found = distance_[target] == wanted;
        for (const Edge& edge : edges) {
            if (distance_[edge.target] != wanted || (is_found && rank(edge.character) >= rank(best))) continue;
            best = edge.character;
            target = edge.target;
            is_found = true;
        }
        append_utf8(out, best);
        return target;
    }

    const Automaton& automaton_;
    const std::vector<std::uint32_t> distance_;
};

}  // namespace

std::optional<std::string> shortest_member(const Automaton& automaton) {
    const Walker walker(automaton);
    if (walker.is_empty()) return std::nullopt;
    return walker.shortest();
}

std::vector<std::string> random_members(const Automaton& automaton, std::size_t count, std::uint64_t seed) {
    const Walker walker(automaton);
    std::vector<std::string> out;
    if (walker.is_empty()) return out;
    Random random(seed);
    std::unordered_set<std::string> seen;
    for (std::size_t tries = 0; out.size() < count && tries < 2 * count + 16; ++tries) {
        std::string member = walker.random(random);
        if (seen.insert(member).second) out.push_back(std::move(member));
    }
    return out;
}

}  // namespace iamirror::model::internal
