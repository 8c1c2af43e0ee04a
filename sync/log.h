// The only place that formats what the libraries report: lines and progress on stderr.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "model/base/event.h"
#include "sync/config.h"

namespace iamirror::sync {

// Writes to stderr. Progress is one line redrawn on a terminal, else a plain line every ten seconds. Colour only on a
// terminal without NO_COLOR and CI. Thread safe.
class Log : public Observer {
  public:
    Log(LogLevel level, bool terminal);
    ~Log() override;

    void on(const Event& event) override;
    // A line for a person, whatever the level: what a command has to say beside its data.
    void say(const std::string& line);
    // An error that ends a command, with all attempts.
    void fail(const Error& error);

  private:
    void report(const CallEnded& call);
    void report(const CallRetried& retry);
    void report(const Progress& progress);
    void report(const Notice& notice);
    void clear_progress();

    struct Lines;
    std::unique_ptr<Lines> lines_;
    bool terminal_;
    bool drawn_ = false;
    std::chrono::steady_clock::time_point last_progress_ = std::chrono::steady_clock::now();
    std::mutex mutex_;
};

}  // namespace iamirror::sync
