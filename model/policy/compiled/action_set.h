// A set of the catalogue's actions, as bits by their number: ∩, ∪, − and "is it in?" are a few machine words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/policy/catalogue.h"

namespace iamirror::model {

// A value in one canonical form. It holds the words from its first member to its last only, as most sets lie within
// one service, whose actions stand together.
class ActionSet {
  public:
    ActionSet() = default;  // empty
    static ActionSet all(const Catalogue& known = catalogue());
    static ActionSet of(std::span<const ActionId> members);  // in any order

    bool contains(ActionId id) const {
        const std::size_t word = id / bits;
        return word - first_word_ < words_.size() && (words_[word - first_word_] >> id % bits & 1U) != 0;
    }
    bool is_empty() const { return words_.empty(); }
    std::size_t count() const;

    // The first member not before `from`; nullopt where there is none.
    std::optional<ActionId> next(ActionId from = 0) const;
    // One more than the last member; 0 where there is none.
    ActionId end() const;
    // "s3:GetObject", the first member by name.
    std::optional<std::string> witness(const Catalogue& known = catalogue()) const;
    std::vector<ActionId> members() const;  // ascending

    ActionSet operator&(const ActionSet& other) const;
    ActionSet operator|(const ActionSet& other) const;
    ActionSet operator-(const ActionSet& other) const;
    ActionSet& operator|=(const ActionSet& other) { return *this = *this | other; }

    bool operator==(const ActionSet&) const = default;
    std::size_t hash() const;

  private:
    static constexpr std::size_t bits = 64;
    ActionSet(std::size_t first_word, std::vector<std::uint64_t> words);
    std::uint64_t word(std::size_t index) const;
    std::size_t end_word() const { return first_word_ + words_.size(); }

    std::size_t first_word_ = 0;        // 0 where empty
    std::vector<std::uint64_t> words_;  // the first and the last are not 0
};

}  // namespace iamirror::model
