#include "model/policy/compiled/resource_list.h"

#include <algorithm>
#include <optional>

namespace iamirror::model::compiled {
namespace {

constexpr std::ptrdiff_t colons_of_arn = 5;

bool is_short(std::string_view pattern) {
    return pattern != "*" && std::count(pattern.begin(), pattern.end(), ':') < colons_of_arn;
}

std::string common_beginning(std::string_view a, std::string_view b) {
    const std::size_t length = std::min(a.size(), b.size());
    const auto end = std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(length), b.begin()).first;
    return {a.begin(), end};
}

}  // namespace

ResourceList::ResourceList(const std::vector<std::string>& patterns, bool has_variables, Keys& keys) {
    const auto is_special = [&](const std::string& pattern) {
        return is_short(pattern) || (has_variables && holds_variable(pattern));
    };
    if (std::any_of(patterns.begin(), patterns.end(), is_special)) {
        for (const std::string& text : patterns) {
            ResourceEntry entry{TextPattern(Glob(text).for_arns()), {}, is_short(text), text};
            if (has_variables && holds_variable(text)) entry.filling = read_arn_template(text, keys);
            entries_.push_back(std::move(entry));
        }
        return;
    }
    std::optional<std::string> head;
    for (const std::string& text : patterns) {
        TextPattern pattern(Glob(text).for_arns());
        head = head ? common_beginning(*head, pattern.head()) : std::string(pattern.head());
        is_all_ = is_all_ || pattern.is_all();
        if (pattern.is_literal()) {
            literals_.push_back(pattern.octets());
        } else {
            patterns_.push_back(std::move(pattern));
        }
    }
    head_ = ResourceHead(head.value_or(""));
    std::sort(literals_.begin(), literals_.end());
}

bool ResourceList::matches(std::string_view arn) const {
    if (is_all_ || std::binary_search(literals_.begin(), literals_.end(), arn)) return true;
    return std::any_of(patterns_.begin(), patterns_.end(),
                       [&](const TextPattern& pattern) { return pattern.matches(arn); });
}

}  // namespace iamirror::model::compiled
