// A value or the error that stands in its place: for whatever the outside may do to us (an answer of AWS, a bad
// document, a missing row). Bugs and a lost database are exceptions.
#pragma once

#include <utility>
#include <variant>

#include "model/base/error.h"

namespace iamirror {

template <typename T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    // Reading the value of an error throws std::bad_variant_access: a bug of the caller.
    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }

    Error& error() & { return std::get<1>(state_); }
    const Error& error() const& { return std::get<1>(state_); }

  private:
    std::variant<T, Error> state_;
};

// The result of what has nothing to return.
struct Done {};
using Status = Result<Done>;

}  // namespace iamirror
