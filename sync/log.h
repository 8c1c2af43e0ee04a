// The only place that formats what the libraries report: lines and progress on stderr.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "model/base/event.h"
#include "sync/config.h"
#include "sync/log_entry.h"

namespace iamirror::sync {

// Writes to stderr. As text: progress is one line redrawn on a terminal, else a plain line every ten seconds. As JSON:
// every line is one object with time, level, message and what else is known (log_entry). Thread safe.
class Log : public Observer {
  public:
    Log(LogFormat format, LogLevel level, bool terminal);
    ~Log() override;

    void on(const Event& event) override;
    // A line for a person, whatever the level: what a command has to say beside its data.
    void say(const std::string& line);
    // An error that ends a command, with all attempts.
    void fail(const Error& error);

  private:
    void report(const CallEnded& call) { write(entry_of(call)); }
    void report(const CallRetried& retry) { write(entry_of(retry)); }
    void report(const Progress& progress);
    void report(const Notice& notice) { write(entry_of(notice)); }
    void write(const LogEntry& entry);
    void write_json(const LogEntry& entry);
    void clear_progress();

    struct Lines;
    std::unique_ptr<Lines> lines_;
    LogFormat format_;
    bool terminal_;  // that shows text
    bool drawn_ = false;
    std::chrono::steady_clock::time_point last_progress_ = std::chrono::steady_clock::now();
    std::mutex mutex_;
};

}  // namespace iamirror::sync
