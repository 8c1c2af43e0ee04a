#include "model/policy/compiled/policy_index.h"

#include <unordered_map>
#include <utility>

namespace iamirror::model::compiled {
namespace {

// The actions in classes, split entry by entry: those of a class that an entry names part from the rest of it.
class Classes {
  public:
    explicit Classes(std::size_t actions) : of(actions), lists(1), sizes_{actions} {}

    void add_to_all(std::uint32_t entry) {
        for (auto& list : lists) list.push_back(entry);
        total += lists.size();
    }

    void add(std::uint32_t entry, const std::vector<ActionId>& members) {
        std::unordered_map<std::uint32_t, std::size_t> named;
        for (const ActionId action : members) ++named[of[action]];
        std::unordered_map<std::uint32_t, std::uint32_t> split;
        for (const auto& [old, count] : named) split[old] = count == sizes_[old] ? old : part(old, count);
        for (const auto& [old, one] : split) lists[one].push_back(entry);
        for (const ActionId action : members) of[action] = split[of[action]];
        total += named.size();
    }

    std::vector<std::uint32_t> of;
    std::vector<std::vector<std::uint32_t>> lists;
    std::size_t total = 0;  // of all lists together

  private:
    std::uint32_t part(std::uint32_t old, std::size_t count) {
        sizes_[old] -= count;
        sizes_.push_back(count);
        total += lists[old].size();
        lists.push_back(std::vector<std::uint32_t>(lists[old]));
        return static_cast<std::uint32_t>(lists.size() - 1);
    }

    std::vector<std::size_t> sizes_;
};

}  // namespace

PolicyIndex::PolicyIndex(const std::vector<const ActionSet*>& actions, std::size_t known_actions) {
    constexpr std::size_t most_work = std::size_t{1} << 26;
    Classes classes(known_actions);
    std::size_t work = 0;
    for (std::uint32_t entry = 0; entry < actions.size(); ++entry) {
        const std::size_t count = actions[entry]->count();
        if (count == known_actions) {
            classes.add_to_all(entry);
        } else {
            classes.add(entry, actions[entry]->members());
            work += count;
        }
        if (classes.total > max_entries || work > most_work) return;
    }
    class_of_ = std::move(classes.of);
    begin_.push_back(0);
    for (const auto& list : classes.lists) {
        entries_.insert(entries_.end(), list.begin(), list.end());
        begin_.push_back(static_cast<std::uint32_t>(entries_.size()));
    }
}

}  // namespace iamirror::model::compiled
