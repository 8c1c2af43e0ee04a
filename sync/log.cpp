#include "sync/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <cstdio>

#include "model/base/time.h"

namespace iamirror::sync {

namespace {

using namespace std::chrono_literals;

spdlog::level::level_enum level_of(LogLevel level) {
    switch (level) {
        case LogLevel::trace:
            return spdlog::level::trace;
        case LogLevel::debug:
            return spdlog::level::debug;
        case LogLevel::info:
            return spdlog::level::info;
        case LogLevel::warn:
            return spdlog::level::warn;
        case LogLevel::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

}  // namespace

struct Log::Lines {
    std::shared_ptr<spdlog::sinks::stderr_sink_mt> sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    spdlog::logger logger{"iamirror", sink};
};

Log::Log(LogFormat format, LogLevel level, bool terminal)
    : lines_(std::make_unique<Lines>()), format_(format), terminal_(terminal && format == LogFormat::text) {
    lines_->logger.set_level(level_of(level));
    lines_->logger.set_pattern("%Y-%m-%dT%H:%M:%SZ %l %v", spdlog::pattern_time_type::utc);
}

Log::~Log() {
    clear_progress();
}

void Log::on(const Event& event) {
    const std::lock_guard lock{mutex_};
    std::visit([this](const auto& fact) { report(fact); }, event);
}

void Log::say(const std::string& line) {
    const std::lock_guard lock{mutex_};
    if (format_ == LogFormat::json) return write_json({.message = line});
    clear_progress();
    std::fprintf(stderr, "%s\n", line.c_str());
}

void Log::fail(const Error& error) {
    const std::lock_guard lock{mutex_};
    const auto entry = entry_of(error);
    if (format_ == LogFormat::json) return write_json(entry);
    clear_progress();
    std::fprintf(stderr, "iamirror: %s\n", entry.message.c_str());
    if (error.attempts.size() < 2) return;
    for (const auto& attempt : error.attempts) std::fprintf(stderr, "  %s\n", attempt_line(attempt).c_str());
}

void Log::report(const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_progress_ < (terminal_ ? 100ms : 10'000ms)) return;
    last_progress_ = now;
    const auto entry = entry_of(progress);
    if (!terminal_) return write(entry);
    std::fprintf(stderr, "\r\033[K%.78s", entry.message.c_str());
    drawn_ = true;
}

void Log::write(const LogEntry& entry) {
    const auto level = level_of(entry.level);
    if (!lines_->logger.should_log(level)) return;
    clear_progress();
    if (format_ == LogFormat::json) return write_json(entry);
    lines_->logger.log(level, spdlog::string_view_t{entry.message});
}

// What a command says to a person comes whatever the level, as it does in text.
void Log::write_json(const LogEntry& entry) {
    const auto line = json_line(entry, SystemClock{}.now()) + "\n";
    std::fwrite(line.data(), 1, line.size(), stderr);
}

void Log::clear_progress() {
    if (!drawn_) return;
    std::fprintf(stderr, "\r\033[K");
    drawn_ = false;
}

}  // namespace iamirror::sync
