#include "sync/log_entry.h"

#include "model/base/text.h"
#include "sync/output.h"

namespace iamirror::sync {

using nlohmann::ordered_json;

LogEntry entry_of(const CallEnded& call) {
    const auto code = call.aws_code.empty() ? "ok" : printable(call.aws_code);
    return {.level = LogLevel::debug,
            .message = call.service_action + " " + call.region + " attempt " + std::to_string(call.attempt) + " HTTP " +
                       std::to_string(call.http_status) + " " + code + " " + std::to_string(call.duration_ms) +
                       " ms request " + printable(call.request_id),
            .fields = {{"service_action", call.service_action},
                       {"region", call.region},
                       {"attempt", call.attempt},
                       {"http_status", call.http_status},
                       {"aws_code", call.aws_code},
                       {"request_id", call.request_id},
                       {"duration_ms", call.duration_ms}}};
}

LogEntry entry_of(const CallRetried& retry) {
    const auto& attempt = retry.attempt;
    return {.level = LogLevel::info,
            .message = retry.service_action + " tried again in " + std::to_string(retry.pause_ms) +
                       " ms: " + attempt_line(attempt),
            .fields = {{"service_action", retry.service_action},
                       {"attempt", attempt.number},
                       {"http_status", attempt.http_status},
                       {"aws_code", attempt.code},
                       {"request_id", attempt.request_id},
                       {"pause_ms", retry.pause_ms}}};
}

LogEntry entry_of(const Progress& progress) {
    const auto total = progress.total > 0 ? " of " + std::to_string(progress.total) : std::string{};
    return {.level = LogLevel::info,
            .message = printable(progress.what) + ": " + std::to_string(progress.done) + total,
            .fields = {{"what", progress.what}, {"done", progress.done}, {"total", progress.total}}};
}

LogEntry entry_of(const Notice& notice) {
    return {.level = LogLevel::warn, .message = printable(notice.message), .fields = {}};
}

LogEntry entry_of(const Error& error) {
    LogEntry entry{.level = LogLevel::error, .message = printable(describe(error)), .fields = {}};
    const auto object = to_json(error);
    for (const auto& [key, value] : object.items())
        if (key != "message") entry.fields[key] = value;
    return entry;
}

std::string attempt_line(const Attempt& attempt) {
    std::string line = "attempt " + std::to_string(attempt.number) + ": ";
    line += attempt.http_status == 0 ? "no answer" : "HTTP " + std::to_string(attempt.http_status);
    if (!attempt.code.empty()) line += " " + attempt.code;
    if (!attempt.message.empty()) line += ", " + attempt.message;
    return printable(line);
}

std::string_view name(LogLevel level) {
    switch (level) {
        case LogLevel::trace:
            return "trace";
        case LogLevel::debug:
            return "debug";
        case LogLevel::info:
            return "info";
        case LogLevel::warn:
            return "warn";
        case LogLevel::error:
            return "error";
    }
    return "error";
}

std::string json_line(const LogEntry& entry, Time time) {
    ordered_json object{{"time", to_rfc3339(time)}, {"level", name(entry.level)}, {"message", entry.message}};
    if (!entry.fields.is_null()) object.update(entry.fields);
    return object.dump(-1, ' ', true, ordered_json::error_handler_t::replace);
}

}  // namespace iamirror::sync
