// What every match of a list of resources begins with, as a few octets of it: most statements of a large policy are
// told apart from the one that matters by looking at these alone.
#pragma once

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <span>
#include <string_view>

namespace iamirror::model::compiled {

struct ResourceHead {
    std::uint64_t last = 0;    // octets of the beginning, its last eight
    std::uint32_t length = 0;  // of the beginning; 0: nothing is said

    ResourceHead() = default;
    explicit ResourceHead(std::string_view beginning) {
        if (beginning.size() < sizeof last || beginning.size() > UINT32_MAX) return;
        length = static_cast<std::uint32_t>(beginning.size());
        std::memcpy(&last, beginning.data() + beginning.size() - sizeof last, sizeof last);
    }

    // False only where the text is surely none of the list.
    bool may_match(std::string_view text) const {
        if (length == 0) return true;
        if (text.size() < length) return false;
        std::uint64_t found = 0;
        std::memcpy(&found, text.data() + length - sizeof found, sizeof found);
        return found == last;
    }
    bool operator==(const ResourceHead&) const = default;
};

inline bool may_match(const ResourceHead& head, std::span<const std::string_view> texts) {
    return std::any_of(texts.begin(), texts.end(), [&](std::string_view text) { return head.may_match(text); });
}

}  // namespace iamirror::model::compiled
