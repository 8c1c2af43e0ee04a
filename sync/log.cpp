#include "sync/log.h"

#include <spdlog/logger.h>
#include <spdlog/sinks/stdout_sinks.h>

#include <cstdio>

#include "model/base/text.h"

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

std::string attempt_line(const Attempt& attempt) {
    std::string line = "attempt " + std::to_string(attempt.number) + ": ";
    line += attempt.http_status == 0 ? "no answer" : "HTTP " + std::to_string(attempt.http_status);
    if (!attempt.code.empty()) line += " " + attempt.code;
    if (!attempt.message.empty()) line += ", " + attempt.message;
    return printable(line);
}

}  // namespace

struct Log::Lines {
    std::shared_ptr<spdlog::sinks::stderr_sink_mt> sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    spdlog::logger logger{"iamirror", sink};
};

Log::Log(LogLevel level, bool terminal) : lines_(std::make_unique<Lines>()), terminal_(terminal) {
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
    clear_progress();
    std::fprintf(stderr, "%s\n", line.c_str());
}

void Log::fail(const Error& error) {
    const std::lock_guard lock{mutex_};
    clear_progress();
    std::fprintf(stderr, "iamirror: %s\n", printable(describe(error)).c_str());
    if (error.attempts.size() < 2) return;
    for (const auto& attempt : error.attempts) std::fprintf(stderr, "  %s\n", attempt_line(attempt).c_str());
}

void Log::report(const CallEnded& call) {
    if (!lines_->logger.should_log(spdlog::level::debug)) return;
    clear_progress();
    lines_->logger.debug("{} {} attempt {} HTTP {} {} {} ms request {}", call.service_action, call.region, call.attempt,
                         call.http_status, call.aws_code.empty() ? "ok" : printable(call.aws_code), call.duration_ms,
                         printable(call.request_id));
}

void Log::report(const CallRetried& retry) {
    clear_progress();
    lines_->logger.info("{} tried again in {} ms: {}", retry.service_action, retry.pause_ms,
                        attempt_line(retry.attempt));
}

void Log::report(const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now - last_progress_ < (terminal_ ? 100ms : 10'000ms)) return;
    last_progress_ = now;
    const auto total = progress.total > 0 ? " of " + std::to_string(progress.total) : std::string{};
    if (terminal_) {
        std::fprintf(stderr, "\r\033[K%.78s", (progress.what + ": " + std::to_string(progress.done) + total).c_str());
        drawn_ = true;
    } else {
        lines_->logger.info("{}: {}{}", progress.what, progress.done, total);
    }
}

void Log::report(const Notice& notice) {
    clear_progress();
    lines_->logger.warn("{}", printable(notice.message));
}

void Log::clear_progress() {
    if (!drawn_) return;
    std::fprintf(stderr, "\r\033[K");
    drawn_ = false;
}

}  // namespace iamirror::sync
