// Random numbers that are the same on every machine: splitmix64, and no std::distribution.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace iamirror::oracle {

class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15ULL;
        std::uint64_t mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9ULL;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebULL;
        return mixed ^ (mixed >> 31U);
    }
    std::size_t below(std::size_t bound) { return static_cast<std::size_t>(next() % bound); }
    bool chance(unsigned percent) { return below(100) < percent; }
    std::string pick(const std::vector<std::string>& from) { return from[below(from.size())]; }

  private:
    std::uint64_t state_;
};

}  // namespace iamirror::oracle
