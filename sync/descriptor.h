// A file descriptor, closed at its end.
#pragma once

#include <unistd.h>

namespace iamirror::sync {

class Descriptor {
  public:
    // What open() gave; below 0: there is nothing to close.
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return number_; }

  private:
    int number_;
};

}  // namespace iamirror::sync
