#include "model/policy/compiled/action_set.h"

#include <algorithm>
#include <bit>

namespace iamirror::model {

ActionSet::ActionSet(std::size_t first_word, std::vector<std::uint64_t> words)
    : first_word_(first_word), words_(std::move(words)) {
    while (!words_.empty() && words_.back() == 0) words_.pop_back();
    const auto begin = std::find_if(words_.begin(), words_.end(), [](std::uint64_t one) { return one != 0; });
    first_word_ = words_.empty() ? 0 : first_word_ + static_cast<std::size_t>(begin - words_.begin());
    words_.erase(words_.begin(), begin);
}

ActionSet ActionSet::all(const Catalogue& known) {
    std::vector<std::uint64_t> words(known.size() / bits, ~std::uint64_t{0});
    if (known.size() % bits != 0) words.push_back((std::uint64_t{1} << known.size() % bits) - 1);
    return {0, std::move(words)};
}

ActionSet ActionSet::of(std::span<const ActionId> members) {
    if (members.empty()) return {};
    const auto [least, most] = std::minmax_element(members.begin(), members.end());
    const std::size_t first_word = *least / bits;
    std::vector<std::uint64_t> words(*most / bits - first_word + 1);
    for (const ActionId id : members) words[id / bits - first_word] |= std::uint64_t{1} << id % bits;
    return {first_word, std::move(words)};
}

std::uint64_t ActionSet::word(std::size_t index) const {
    return index - first_word_ < words_.size() ? words_[index - first_word_] : 0;
}

std::size_t ActionSet::count() const {
    std::size_t out = 0;
    for (const std::uint64_t one : words_) out += static_cast<std::size_t>(std::popcount(one));
    return out;
}

std::optional<ActionId> ActionSet::next(ActionId from) const {
    for (std::size_t index = std::max<std::size_t>(from / bits, first_word_); index < end_word(); ++index) {
        std::uint64_t rest = word(index);
        if (index == from / bits) rest &= ~std::uint64_t{0} << from % bits;
        if (rest != 0) return static_cast<ActionId>(index * bits + static_cast<std::size_t>(std::countr_zero(rest)));
    }
    return std::nullopt;
}

ActionId ActionSet::end() const {
    if (words_.empty()) return 0;
    return static_cast<ActionId>(end_word() * bits - static_cast<std::size_t>(std::countl_zero(words_.back())));
}

std::optional<std::string> ActionSet::witness(const Catalogue& known) const {
    const auto first = next();
    return first ? std::optional(known.full_name(*first)) : std::nullopt;
}

std::vector<ActionId> ActionSet::members() const {
    std::vector<ActionId> out;
    for (auto id = next(); id; id = next(*id + 1)) out.push_back(*id);
    return out;
}

ActionSet ActionSet::operator&(const ActionSet& other) const {
    const std::size_t begin = std::max(first_word_, other.first_word_), end = std::min(end_word(), other.end_word());
    std::vector<std::uint64_t> words;
    for (std::size_t index = begin; index < end; ++index) words.push_back(word(index) & other.word(index));
    return {begin, std::move(words)};
}

ActionSet ActionSet::operator|(const ActionSet& other) const {
    if (is_empty() || other.is_empty()) return is_empty() ? other : *this;
    const std::size_t begin = std::min(first_word_, other.first_word_), end = std::max(end_word(), other.end_word());
    std::vector<std::uint64_t> words;
    words.reserve(end - begin);
    for (std::size_t index = begin; index < end; ++index) words.push_back(word(index) | other.word(index));
    return {begin, std::move(words)};
}

ActionSet ActionSet::operator-(const ActionSet& other) const {
    std::vector<std::uint64_t> words = words_;
    for (std::size_t i = 0; i < words.size(); ++i) words[i] &= ~other.word(first_word_ + i);
    return {first_word_, std::move(words)};
}

std::size_t ActionSet::hash() const {
    std::uint64_t out = first_word_;
    for (const std::uint64_t one : words_) out = (out ^ one) * 0x9e3779b97f4a7c15U + (out >> 29U);
    return static_cast<std::size_t>(out);
}

}  // namespace iamirror::model
