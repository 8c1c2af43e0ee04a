#include "model/policy/language_table.h"

#include <algorithm>

namespace iamirror::model {
namespace {

constexpr auto none = LanguageId::none, all = LanguageId::all, unknown = LanguageId::unknown;

}  // namespace

LanguageTable::LanguageTable(const LanguageLimits& limits) : limits_(limits) {
    intern(Language::none());
    intern(Language::all());
    languages_.push_back(nullptr);
}

LanguageId LanguageTable::intern(const Language& language) {
    const auto known = ids_.find(language);
    if (known != ids_.end()) return known->second;
    if (states_ + language.states() > limits_.table_states) return unknown;
    states_ += language.states();
    const auto id = static_cast<LanguageId>(languages_.size());
    languages_.push_back(&ids_.emplace(language, id).first->first);
    return id;
}

LanguageId LanguageTable::intern(const std::optional<Language>& language) {
    return language ? intern(*language) : unknown;
}

LanguageId LanguageTable::of(const Glob& glob) {
    const auto known = globs_.find(glob);
    if (known != globs_.end()) return known->second;
    const LanguageId id = intern(Language::of(glob, limits_));
    globs_.emplace(glob, id);
    return id;
}

template <typename Compute>
std::uint32_t LanguageTable::once(Operation operation, LanguageId a, LanguageId b, const Compute& compute) {
    const auto key = static_cast<std::uint64_t>(a) << 32 | static_cast<std::uint64_t>(b);
    auto& results = results_[operation];
    const auto known = results.find(key);
    if (known != results.end()) return known->second;
    const auto result = static_cast<std::uint32_t>(compute());
    results.emplace(key, result);
    return result;
}

LanguageId LanguageTable::intersection(LanguageId a, LanguageId b) {
    if (a == none || b == none) return none;
    if (a == all || a == b) return b;
    if (b == all) return a;
    if (a == unknown || b == unknown) return unknown;
    return LanguageId{once(intersecting, std::min(a, b), std::max(a, b),
                           [&] { return intern(model::intersection(at(a), at(b), limits_)); })};
}

LanguageId LanguageTable::union_of(LanguageId a, LanguageId b) {
    if (a == all || b == all) return all;
    if (a == none || a == b) return b;
    if (b == none) return a;
    if (a == unknown || b == unknown) return unknown;
    return LanguageId{
        once(uniting, std::min(a, b), std::max(a, b), [&] { return intern(model::union_of(at(a), at(b), limits_)); })};
}

LanguageId LanguageTable::union_of(std::span<const LanguageId> ids) {
    std::vector<LanguageId> left(ids.begin(), ids.end());
    std::sort(left.begin(), left.end());
    left.erase(std::unique(left.begin(), left.end()), left.end());
    if (std::binary_search(left.begin(), left.end(), all)) return all;
    if (std::binary_search(left.begin(), left.end(), unknown)) return unknown;
    while (left.size() > 1) {
        std::vector<LanguageId> next;
        for (std::size_t i = 0; i + 1 < left.size(); i += 2) next.push_back(union_of(left[i], left[i + 1]));
        if (left.size() % 2 == 1) next.push_back(left.back());
        if (std::find(next.begin(), next.end(), unknown) != next.end()) return unknown;
        left = std::move(next);
    }
    return left.empty() ? none : left.front();
}

LanguageId LanguageTable::difference(LanguageId a, LanguageId b) {
    if (a == none || b == all || (a == b && a != unknown)) return none;
    if (b == none) return a;
    if (a == unknown || b == unknown) return unknown;
    return LanguageId{once(subtracting, a, b, [&] { return intern(model::difference(at(a), at(b), limits_)); })};
}

LanguageId LanguageTable::derivative(LanguageId id, std::string_view prefix) {
    return id == unknown ? unknown : intern(at(id).derivative(prefix));
}

Answer LanguageTable::covers(LanguageId outer, LanguageId inner) {
    if (inner == none || outer == all) return Answer::yes;
    if (outer == unknown || inner == unknown) return Answer::unknown;
    if (outer == inner) return Answer::yes;
    return static_cast<Answer>(
        once(covering, outer, inner, [&] { return model::covers(at(outer), at(inner), limits_); }));
}

Answer LanguageTable::intersects(LanguageId a, LanguageId b) {
    if (a == none || b == none) return Answer::no;
    if (a == unknown || b == unknown) return Answer::unknown;
    if (a == b || a == all || b == all) return Answer::yes;
    return static_cast<Answer>(
        once(meeting, std::min(a, b), std::max(a, b), [&] { return model::intersects(at(a), at(b), limits_); }));
}

Answer LanguageTable::equal(LanguageId a, LanguageId b) const {
    if (a == unknown || b == unknown) return Answer::unknown;
    return a == b ? Answer::yes : Answer::no;
}

}  // namespace iamirror::model
