// A policy as its statements' numbers, found by action.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "model/policy/compiled/resource_head.h"
#include "model/policy/compiled/statement.h"

namespace iamirror::model::compiled {

struct PolicyEntry {
    Number statement = 0;
    Number sid = 0;               // of the store's texts
    ActionId first = 0, end = 0;  // its actions of the catalogue are within [first, end)
    ResourceHead head;            // of its resources
    bool operator==(const PolicyEntry&) const = default;
};

// Which entries of a policy with many name an action: actions that the same entries name share one list. Empty where
// those lists would be longer than max_entries together or too much work, as they may be of a document made for that.
class PolicyIndex {
  public:
    PolicyIndex() = default;
    // `actions[i]`: of entry i.
    PolicyIndex(const std::vector<const ActionSet*>& actions, std::size_t known_actions);

    static constexpr std::size_t max_entries = std::size_t{1} << 22;

    bool is_empty() const { return class_of_.empty(); }
    std::span<const std::uint32_t> entries(ActionId action) const {
        const std::uint32_t one = class_of_[action];
        return std::span(entries_).subspan(begin_[one], begin_[one + 1] - begin_[one]);
    }

  private:
    std::vector<std::uint32_t> class_of_;  // by action
    std::vector<std::uint32_t> begin_;     // of each class in `entries_`, and the end
    std::vector<std::uint32_t> entries_;   // ascending within a class
};

struct CompiledPolicy {
    std::vector<PolicyEntry> entries;
    std::uint8_t unsound = 0;  // under which rules one of the entries is invalid
    PolicyIndex index;         // empty for a policy with few entries
};

}  // namespace iamirror::model::compiled
