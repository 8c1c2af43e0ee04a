// A hash table from pairs of numbers to a number, for the inner loop of what is built pair by pair.
#pragma once

#include <cstdint>
#include <vector>

namespace iamirror::model::internal {

class PairIndex {
  public:
    static std::uint64_t key(std::uint32_t a, std::uint32_t b) { return static_cast<std::uint64_t>(a) << 32 | b; }

    // What the key has; `fresh` if it had nothing, and has that from now on. REQUIRES: the key is not all ones.
    std::uint32_t insert(std::uint64_t key, std::uint32_t fresh) {
        if ((count_ + 1) * 2 > slots_.size()) grow();
        Slot& slot = find(key);
        if (slot.key == key) return slot.value;
        slot = {key, fresh};
        ++count_;
        return fresh;
    }

  private:
    static constexpr std::uint64_t empty = ~std::uint64_t{0};
    struct Slot {
        std::uint64_t key = empty;
        std::uint32_t value = 0;
    };

    Slot& find(std::uint64_t key) {
        std::size_t at = (key * 0x9E3779B97F4A7C15u) >> 32;
        while (slots_[at &= slots_.size() - 1].key != key && slots_[at].key != empty) ++at;
        return slots_[at];
    }

    void grow() {
        std::vector<Slot> old(slots_.empty() ? 64 : slots_.size() * 2);
        old.swap(slots_);
        for (const Slot& slot : old) {
            if (slot.key != empty) find(slot.key) = slot;
        }
    }

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
};

}  // namespace iamirror::model::internal
