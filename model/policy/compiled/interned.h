// Things under numbers, equal ones once.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "model/policy/compiled/statement.h"

namespace iamirror::model::compiled {

// `T` is made the first time that its description is seen; equal descriptions mean equal things.
template <typename T>
class Interned {
  public:
    template <typename Make>
    Number add(std::string description, const Make& make) {
        const auto [place, is_new] = numbers_.try_emplace(std::move(description), static_cast<Number>(things_.size()));
        if (is_new) things_.push_back(make());
        return place->second;
    }
    const T& at(Number number) const { return things_[number]; }
    std::size_t size() const { return things_.size(); }

  private:
    std::unordered_map<std::string, Number> numbers_;
    std::vector<T> things_;
};

}  // namespace iamirror::model::compiled
