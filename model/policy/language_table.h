// Languages under numbers: equal languages have equal numbers, and what was computed once is looked up.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "model/policy/language.h"

namespace iamirror::model {

// The first three are the same in every table. `unknown` is what no limit allowed to be computed; operations on it are
// unknown too, save where the other side decides (unknown ∩ none is none).
enum class LanguageId : std::uint32_t { none, all, unknown };

// Grows with what is asked of it, within LanguageLimits::table_states, and forgets nothing. Not for several threads
// at once, except through a const reference.
class LanguageTable {
  public:
    explicit LanguageTable(const LanguageLimits& limits = {});

    LanguageId of(const Glob& glob);
    LanguageId of(std::string_view glob) { return of(Glob(glob)); }
    LanguageId of_glob_nocase(std::string_view glob) { return of(Glob(glob).ignoring_case()); }
    LanguageId of_arn_pattern(std::string_view pattern) { return of(Glob(pattern).for_arns()); }
    LanguageId literal(std::string_view text) { return of(Glob().add_text(text)); }
    LanguageId intern(const Language& language);

    LanguageId intersection(LanguageId a, LanguageId b);
    LanguageId union_of(LanguageId a, LanguageId b);
    // Of all; none if there are none. Pair by pair, so that few large ones are made on the way.
    LanguageId union_of(std::span<const LanguageId> ids);
    LanguageId difference(LanguageId a, LanguageId b);
    LanguageId complement(LanguageId a) { return difference(LanguageId::all, a); }
    LanguageId derivative(LanguageId id, std::string_view prefix);

    Answer covers(LanguageId outer, LanguageId inner);
    Answer intersects(LanguageId a, LanguageId b);
    Answer equal(LanguageId a, LanguageId b) const;

    // REQUIRES: not `unknown`, and a number of this table.
    const Language& at(LanguageId id) const { return *languages_[static_cast<std::size_t>(id)]; }
    std::size_t size() const { return languages_.size(); }
    // Of all the automata held.
    std::size_t states() const { return states_; }

  private:
    enum Operation : std::size_t { intersecting, uniting, subtracting, covering, meeting, operations };
    struct LanguageHash {
        std::size_t operator()(const Language& language) const { return language.hash(); }
    };
    struct GlobHash {
        std::size_t operator()(const Glob& glob) const {
            return std::hash<std::u32string>()(glob.tokens()) + (glob.ignores_case() ? 1 : 0);
        }
    };

    // What `compute` gives, and gave when it was asked the last time.
    template <typename Compute>
    std::uint32_t once(Operation operation, LanguageId a, LanguageId b, const Compute& compute);
    LanguageId intern(const std::optional<Language>& language);

    LanguageLimits limits_;
    std::unordered_map<Language, LanguageId, LanguageHash> ids_;
    std::vector<const Language*> languages_;  // by number; the keys of ids_ stay where they are
    std::unordered_map<Glob, LanguageId, GlobHash> globs_;
    std::array<std::unordered_map<std::uint64_t, std::uint32_t>, operations> results_;
    std::size_t states_ = 0;
};

}  // namespace iamirror::model
