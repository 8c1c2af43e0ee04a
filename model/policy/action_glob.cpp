#include "model/policy/action_glob.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/internal/caseless.h"

namespace iamirror::model {

ActionGlob::ActionGlob(std::string_view pattern) : pattern_(to_lower_ascii(pattern)) {
    const auto both_stars = [](char a, char b) { return a == '*' && b == '*'; };
    pattern_.erase(std::unique(pattern_.begin(), pattern_.end(), both_stars), pattern_.end());
    shortest_ = pattern_.size() - static_cast<std::size_t>(std::count(pattern_.begin(), pattern_.end(), '*'));
}

std::string_view ActionGlob::literal_prefix() const {
    return std::string_view{pattern_}.substr(0, pattern_.find_first_of("*?"));
}

// After a mismatch only the last star is lengthened: an earlier one that took more would leave less for what follows.
bool ActionGlob::matches(std::string_view text) const {
    if (text.size() < shortest_) return false;
    constexpr auto none = std::string::npos;
    std::size_t at = 0, star = none, star_end = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (at < pattern_.size() && pattern_[at] == '*') {
            star = at++;
            star_end = i;
        } else if (at < pattern_.size() && (pattern_[at] == '?' || pattern_[at] == lower_ascii(text[i]))) {
            ++at;
            ++i;
        } else if (star != none) {
            at = star + 1;
            i = ++star_end;
        } else {
            return false;
        }
    }
    return pattern_.find_first_not_of('*', at) == none;
}

}  // namespace iamirror::model
