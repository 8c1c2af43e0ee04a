// Many independent pieces of work on a bounded number of threads, their results in order on one.
#pragma once

#include <cstddef>
#include <functional>

namespace iamirror::sync {

// Calls `work(i)` for each i below `count`, at most `threads` at a time and no further than a few times `threads` ahead
// of what was taken, and `take(i)` on the calling thread in the order of i, after work(i) has returned. Where take
// gives false, or one of the two throws, no more work is begun; what runs is waited for, and the exception goes on.
void fan_out(std::size_t count, int threads, const std::function<void(std::size_t)>& work,
             const std::function<bool(std::size_t)>& take);

}  // namespace iamirror::sync
