// The fewest states: blocks of states that no text tells apart, split until none can be.
// The larger part of a block that falls apart keeps its number, and only what leads to the other parts is looked at
// again: n log n, after Hopcroft (1971). https://doi.org/10.1016/B978-0-12-417750-5.50022-1
#include <algorithm>
#include <limits>
#include <numeric>

#include "model/policy/internal/automaton.h"

namespace iamirror::model::internal {
namespace {

using BlockId = std::uint32_t;
constexpr StateId unseen = std::numeric_limits<StateId>::max();

// What leads to each state.
class Sources {
  public:
    explicit Sources(const Automaton& automaton) : first_(automaton.states.size() + 1) {
        for_each_step(automaton, [&](StateId, StateId to) { ++first_[to]; });
        std::partial_sum(first_.begin(), first_.end(), first_.begin());
        from_.resize(first_.back());
        for_each_step(automaton, [&](StateId from, StateId to) { from_[--first_[to]] = from; });
    }
    std::span<const StateId> of(StateId state) const {
        return std::span(from_).subspan(first_[state], first_[state + 1] - first_[state]);
    }

  private:
    template <typename Take>
    static void for_each_step(const Automaton& automaton, const Take& take) {
        for (StateId state = 0; state < automaton.states.size(); ++state) {
            take(state, automaton.states[state].other);
            for (const Edge& edge : automaton.edges_of(state)) take(state, edge.target);
        }
    }
    std::vector<std::uint32_t> first_;
    std::vector<StateId> from_;
};

// The states, block by block; those of a block that must be looked at again lie at its front.
class Blocks {
  public:
    explicit Blocks(const Automaton& automaton) : automaton_(automaton), sources_(automaton) {
        const auto count = static_cast<std::uint32_t>(automaton.states.size());
        order_.resize(count);
        std::iota(order_.begin(), order_.end(), 0u);
        const auto rest = std::stable_partition(order_.begin(), order_.end(),
                                                [&](StateId state) { return automaton.states[state].accepting; });
        const auto accepting = static_cast<std::uint32_t>(rest - order_.begin());
        place_.resize(count);
        block_of_.resize(count);
        if (accepting > 0) add_block(0, accepting);
        if (accepting < count) add_block(accepting, count);
        for (StateId state = 0; state < count; ++state) mark(state);
    }

    void split_all() {
        while (!pending_.empty()) {
            const BlockId block = pending_.back();
            pending_.pop_back();
            split(block);
        }
    }

    BlockId of(StateId state) const { return block_of_[state]; }
    std::size_t count() const { return blocks_.size(); }
    StateId one_of(BlockId block) const { return order_[blocks_[block].first]; }

  private:
    struct Block {
        std::uint32_t first, marked, end;  // [first, marked) must be looked at
    };
    struct Part {
        std::uint32_t first, end;
    };
    using Behaviour = std::vector<std::uint32_t>;

    void add_block(std::uint32_t first, std::uint32_t end) {
        for (std::uint32_t i = first; i < end; ++i) {
            place_[order_[i]] = i;
            block_of_[order_[i]] = static_cast<BlockId>(blocks_.size());
        }
        blocks_.push_back({first, first, end});
    }

    void mark(StateId state) {
        Block& block = blocks_[block_of_[state]];
        if (place_[state] < block.marked || block.end - block.first == 1) return;
        if (block.marked == block.first) pending_.push_back(block_of_[state]);
        put(order_[block.marked], place_[state]);
        put(state, block.marked++);
    }

    void put(StateId state, std::uint32_t place) {
        order_[place] = state;
        place_[state] = place;
    }

    Behaviour behaviour_of(StateId state) const {
        const BlockId other = block_of_[automaton_.states[state].other];
        Behaviour out = {other};
        for (const Edge& edge : automaton_.edges_of(state)) {
            if (block_of_[edge.target] == other) continue;
            out.push_back(edge.character);
            out.push_back(block_of_[edge.target]);
        }
        return out;
    }

    // The marked states of the block by what they do, those last that do what the unmarked do (which are all alike).
    std::vector<Part> parts_of(const Block& block) {
        std::vector<std::pair<Behaviour, StateId>> marked;
        for (std::uint32_t i = block.first; i < block.marked; ++i)
            marked.emplace_back(behaviour_of(order_[i]), order_[i]);
        std::sort(marked.begin(), marked.end());
        if (block.marked < block.end) {
            const Behaviour rest = behaviour_of(order_[block.marked]);
            std::stable_partition(marked.begin(), marked.end(), [&](const auto& one) { return one.first != rest; });
            marked.emplace_back(rest, order_[block.marked]);
        }
        std::vector<Part> parts;
        for (std::uint32_t i = 0; i < marked.size(); ++i) {
            const bool is_like_last = i > 0 && marked[i].first == marked[i - 1].first;
            if (!is_like_last) parts.push_back({block.first + i, 0});
            parts.back().end = block.first + i + 1;
            put(marked[i].second, block.first + i);
        }
        parts.back().end = std::max(parts.back().end, block.end);
        return parts;
    }

    void split(BlockId id) {
        auto parts = parts_of(blocks_[id]);
        const auto largest = std::max_element(
            parts.begin(), parts.end(), [](const Part& a, const Part& b) { return a.end - a.first < b.end - b.first; });
        blocks_[id] = {largest->first, largest->first, largest->end};
        parts.erase(largest);
        for (const Part& part : parts) add_block(part.first, part.end);
        for (const Part& part : parts) {
            const std::vector<StateId> moved(order_.begin() + part.first, order_.begin() + part.end);
            for (const StateId state : moved) {
                for (const StateId source : sources_.of(state)) mark(source);
            }
        }
    }

    const Automaton& automaton_;
    const Sources sources_;
    std::vector<StateId> order_;
    std::vector<std::uint32_t> place_;
    std::vector<BlockId> block_of_;
    std::vector<Block> blocks_;
    std::vector<BlockId> pending_;
};

// One state for each `class_of`, as one of its members `one_of` does, numbered as they are met from `start`.
template <typename ClassOf, typename OneOf>
Automaton numbered(const Automaton& automaton, StateId start, const ClassOf& class_of, const OneOf& one_of) {
    std::vector<StateId> ids(automaton.states.size(), unseen);
    std::vector<StateId> met;
    const auto id_of = [&](StateId state) {
        const auto which = class_of(state);
        if (ids[which] == unseen) {
            ids[which] = static_cast<StateId>(met.size());
            met.push_back(one_of(which));
        }
        return ids[which];
    };
    Automaton out;
    id_of(start);
    for (StateId next = 0; next < met.size(); ++next) {
        const StateId state = met[next];
        out.add_state(automaton.states[state].accepting, id_of(automaton.states[state].other));
        for (const Edge& edge : automaton.edges_of(state)) out.add_edge(edge.character, id_of(edge.target));
    }
    return out;
}

}  // namespace

Automaton minimize(const Automaton& automaton) {
    Blocks blocks(automaton);
    blocks.split_all();
    return numbered(
        automaton, 0, [&](StateId state) { return blocks.of(state); },
        [&](BlockId block) { return blocks.one_of(block); });
}

Automaton rooted_at(const Automaton& automaton, StateId start) {
    const auto itself = [](StateId state) { return state; };
    return numbered(automaton, start, itself, itself);
}

}  // namespace iamirror::model::internal
