// From a pattern to an automaton: a state is the set of places in the pattern where a text so far can have come to.
#include <algorithm>
#include <string>
#include <unordered_map>

#include "model/policy/internal/automaton.h"

namespace iamirror::model::internal {
namespace {

// Stands for every character that a state does not name: no token but a wildcard takes it.
constexpr char32_t any_other = 0x1FFFFF;

// Sorted; a string because that has a hash and few allocations.
using Places = std::u32string;

// "*" beside "*" says nothing, and "*?" is "?*": a run comes last, so that ever more `?` make no ever larger sets.
std::u32string in_order(const std::u32string& tokens) {
    std::u32string out;
    for (const char32_t token : tokens) {
        const bool follows_run = !out.empty() && Glob::is_run(out.back());
        const bool is_same = follows_run && token == out.back();
        const bool is_one_of_it = follows_run && token == out.back() + (Glob::any_character - Glob::any_run);
        if (is_one_of_it) out.insert(out.end() - 1, token);
        if (!is_same && !is_one_of_it) out += token;
    }
    return out;
}

class Determinizer {
  public:
    Determinizer(const Glob& glob, Budget budget) : glob_(glob), tokens_(in_order(glob.tokens())), budget_(budget) {}

    std::optional<Automaton> build() {
        Places start;
        put(start, 0);
        if (!id_of(settled(start))) return std::nullopt;
        for (StateId next = 0; next < sets_.size(); ++next) {
            if (!add(*sets_[next])) return std::nullopt;
        }
        return std::move(out_);
    }

  private:
    static_assert(Glob::segment_character - Glob::segment_run == Glob::any_character - Glob::any_run);

    void put(Places& places, std::size_t place) const {
        places += static_cast<char32_t>(place);
        if (place < tokens_.size() && Glob::is_run(tokens_[place])) put(places, place + 1);
    }

    // At the last run reached, the places before it can add nothing: what they take is also one more of the run.
    Places settled(Places places) const {
        std::sort(places.begin(), places.end());
        places.erase(std::unique(places.begin(), places.end()), places.end());
        const auto is_run = [&](char32_t place) { return place < tokens_.size() && Glob::is_run(tokens_[place]); };
        const auto last = std::find_if(places.rbegin(), places.rend(), is_run);
        if (last != places.rend()) places.erase(places.begin(), last.base() - 1);
        return places;
    }

    Places after(const Places& places, char32_t character) const {
        Places out;
        for (const char32_t place : places) {
            if (place == tokens_.size() || !glob_.takes(tokens_[place], character)) continue;
            put(out, Glob::is_run(tokens_[place]) ? place : place + 1);
        }
        return settled(std::move(out));
    }

    std::u32string named_by(const Places& places) const {
        std::u32string out;
        for (const char32_t place : places) {
            if (place < tokens_.size()) name(out, tokens_[place]);
        }
        std::sort(out.begin(), out.end());
        out.erase(std::unique(out.begin(), out.end()), out.end());
        return out;
    }

    void name(std::u32string& out, char32_t token) const {
        if (token == Glob::segment_run || token == Glob::segment_character) out += U':';
        if (token >= Glob::any_run) return;
        out += token;
        if (!glob_.ignores_case()) return;
        if (token >= U'a' && token <= U'z') out += token - 32;
        if (token >= U'A' && token <= U'Z') out += token + 32;
    }

    std::optional<StateId> id_of(Places places) {
        const auto [entry, is_new] = ids_.try_emplace(std::move(places), static_cast<StateId>(sets_.size()));
        if (is_new) {
            if (!budget_.take_state()) return std::nullopt;
            sets_.push_back(&entry->first);
        }
        return entry->second;
    }

    bool add(const Places& places) {
        const auto named = named_by(places);
        if (!budget_.take_work(places.size() * (named.size() + 1))) return false;
        const auto other = id_of(after(places, any_other));
        if (!other) return false;
        out_.add_state(!places.empty() && places.back() == tokens_.size(), *other);
        for (const char32_t character : named) {
            const auto target = id_of(after(places, character));
            if (!target) return false;
            out_.add_edge(character, *target);
        }
        return true;
    }

    const Glob& glob_;
    const std::u32string tokens_;
    Budget budget_;
    std::unordered_map<Places, StateId> ids_;
    std::vector<const Places*> sets_;  // by state; a map's keys stay where they are
    Automaton out_;
};

}  // namespace

std::optional<Automaton> determinize(const Glob& glob, Budget budget) {
    return Determinizer(glob, budget).build();
}

}  // namespace iamirror::model::internal
