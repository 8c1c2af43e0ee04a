// Waiting for what another process or thread brings about.
#pragma once

#include <chrono>
#include <functional>
#include <thread>

namespace iamirror::testing {

// False where the condition does not hold within the limit.
inline bool wait_until(const std::function<bool()>& condition, std::chrono::milliseconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    while (!condition()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds{1});
    }
    return true;
}

}  // namespace iamirror::testing
