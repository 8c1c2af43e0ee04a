#include "sync/import/fan_out.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

namespace iamirror::sync {

namespace {

class Workers {
  public:
    Workers(std::size_t count, int threads, const std::function<void(std::size_t)>& work)
        : work_(work), count_(count), window_(4 * static_cast<std::size_t>(threads)), done_(count, false) {
        const auto wanted = std::min(static_cast<std::size_t>(threads), count);
        for (std::size_t i = 0; i < wanted; ++i) threads_.emplace_back([this] { run(); });
    }

    ~Workers() {
        stop();
        for (auto& thread : threads_) thread.join();
    }

    // Until the work of that index is done. Rethrows what a thread threw.
    void wait_for(std::size_t index) {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return done_[index] || failure_; });
        if (failure_) std::rethrow_exception(failure_);
        taken_ = index + 1;
        changed_.notify_all();
    }

  private:
    void run() {
        while (const auto index = next()) {
            try {
                work_(*index);
            } catch (...) {
                const std::lock_guard lock{mutex_};
                failure_ = std::current_exception();
            }
            const std::lock_guard lock{mutex_};
            done_[*index] = true;
            changed_.notify_all();
        }
    }

    std::optional<std::size_t> next() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return is_over() || begun_ < taken_ + window_; });
        return is_over() ? std::nullopt : std::optional{begun_++};
    }

    bool is_over() const { return is_stopped_ || failure_ || begun_ == count_; }

    void stop() {
        const std::lock_guard lock{mutex_};
        is_stopped_ = true;
        changed_.notify_all();
    }

    const std::function<void(std::size_t)>& work_;
    const std::size_t count_, window_;
    std::mutex mutex_;  // of what follows
    std::condition_variable changed_;
    std::vector<bool> done_;
    std::size_t begun_ = 0, taken_ = 0;
    bool is_stopped_ = false;
    std::exception_ptr failure_;
    std::vector<std::thread> threads_;  // the last member: its threads use the others
};

}  // namespace

void fan_out(std::size_t count, int threads, const std::function<void(std::size_t)>& work,
             const std::function<bool(std::size_t)>& take) {
    Workers workers{count, std::max(threads, 1), work};
    for (std::size_t i = 0; i < count; ++i) {
        workers.wait_for(i);
        if (!take(i)) return;
    }
}

}  // namespace iamirror::sync
