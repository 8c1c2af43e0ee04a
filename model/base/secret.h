// A value that cannot be printed by accident: formatting it gives "***", and only reveal() gives the text.
#pragma once

#include <ostream>
#include <string>
#include <utility>

namespace iamirror {

class Secret {
  public:
    Secret() = default;
    explicit Secret(std::string value) : value_(std::move(value)) {}

    bool empty() const { return value_.empty(); }
    // The text itself: for signing and for sending, never for a message.
    const std::string& reveal() const { return value_; }
    bool operator==(const Secret&) const = default;

  private:
    std::string value_;
};

inline std::ostream& operator<<(std::ostream& out, const Secret&) {
    return out << "***";
}

}  // namespace iamirror
