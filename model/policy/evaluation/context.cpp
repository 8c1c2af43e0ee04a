#include "model/policy/evaluation/context.h"

#include <algorithm>

namespace iamirror::model {
namespace {

using Entry = RequestContext::Entry;

// The first that is not before the key.
template <typename Entries>
auto place_of(Entries& entries, std::string_view key) {
    return std::lower_bound(entries.begin(), entries.end(), key, [](const Entry& entry, std::string_view wanted) {
        return entry.first.compare(wanted) < 0;
    });
}

}  // namespace

RequestContext::RequestContext(std::vector<Entry> entries) : entries_(std::move(entries)) {
    std::stable_sort(entries_.begin(), entries_.end(),
                     [](const Entry& a, const Entry& b) { return a.first < b.first; });
    const auto is_same = [](const Entry& a, const Entry& b) { return a.first == b.first; };
    entries_.erase(std::unique(entries_.begin(), entries_.end(), is_same), entries_.end());
}

std::vector<Entry>::const_iterator RequestContext::find(std::string_view key) const {
    const auto place = place_of(entries_, key);
    return place != entries_.end() && place->first == key ? place : entries_.end();
}

void RequestContext::set(std::string_view key, Values values) {
    auto place = place_of(entries_, key);
    if (place == entries_.end() || place->first != key) place = entries_.insert(place, Entry(key, Values()));
    place->second = std::move(values);
}

void RequestContext::erase(std::string_view key) {
    const auto place = find(key);
    if (place != entries_.end()) entries_.erase(place);
}

}  // namespace iamirror::model
