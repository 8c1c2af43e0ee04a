// Condition keys under numbers, and the values that a request has for them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy/compiled/text_hash.h"
#include "model/policy/evaluation/facts.h"

namespace iamirror::model::compiled {

using KeyNumber = std::uint32_t;
inline constexpr KeyNumber no_key = UINT32_MAX;

// Those that principal and resource tell by themselves, and those that the evaluator asks for; the same everywhere.
// The keys of access points are last of the ones that are told.
enum KnownKey : KeyNumber {
    principal_arn,
    principal_account,
    principal_type,
    user_name,
    principal_is_service,
    principal_service,
    resource_account,
    s3_resource_account,
    access_point_arn,
    access_point_account,
    access_point_network,
    told_keys,
    secure_transport = told_keys,
    source_vpc,
    source_vpc_endpoint,
};
inline constexpr std::size_t access_point_keys = told_keys - access_point_arn;

class Keys {
  public:
    Keys();
    KeyNumber add(std::string_view name);  // in any case
    // `name` in lower case; no_key where no policy asks for it.
    KeyNumber find(std::string_view name) const {
        std::size_t place = hash_of(name, 0);
        while (true) {
            const Slot& slot = slots_[place & (slots_.size() - 1)];
            if (slot.number == no_key || (slot.size == name.size() && names_[slot.number] == name)) return slot.number;
            ++place;
        }
    }
    std::size_t size() const { return names_.size(); }

  private:
    struct Slot {
        KeyNumber number = no_key;
        std::uint32_t size = 0;  // of the name
    };
    void put(KeyNumber number);

    std::vector<std::string> names_;
    std::vector<Slot> slots_;  // by hash, in a power of two with room to spare
};

// What a request says of one key.
struct KeyEntry {
    const std::string* values = nullptr;
    std::uint32_t count = 0;  // 0: surely absent
    bool is_known = false;
};

struct KeyView {
    KeyValues::State state = KeyValues::State::absent;
    std::span<const std::string> values;
};

// All that is known while one request is decided.
struct KeySource {
    std::span<const KeyEntry> entries;  // by number
    std::array<KeyEntry, access_point_keys> of_access_point;
    bool is_open = false;

    KeyView at(KeyNumber key) const {
        KeyEntry entry = entries[key];
        const std::size_t place = key - access_point_arn;
        if (!entry.is_known && place < access_point_keys) entry = of_access_point[place];
        if (!entry.is_known) return {is_open ? KeyValues::State::unknown : KeyValues::State::absent, {}};
        if (entry.count == 0) return {};
        return {KeyValues::State::present, {entry.values, entry.count}};
    }
};

}  // namespace iamirror::model::compiled
