// An event as one entry of a log, before it is shown as text or as JSON.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "model/base/event.h"
#include "model/base/time.h"
#include "sync/config.h"

namespace iamirror::sync {

struct LogEntry {
    LogLevel level = LogLevel::info;
    std::string message;            // printable
    nlohmann::ordered_json fields;  // what a program looks for; null or an object without time, level and message
};

LogEntry entry_of(const CallEnded& call);
LogEntry entry_of(const CallRetried& retry);
LogEntry entry_of(const Progress& progress);
LogEntry entry_of(const Notice& notice);
// The keys of the error object of `-o json`, and all attempts.
LogEntry entry_of(const Error& error);

// "attempt 2: HTTP 503 ServiceUnavailable, slow down"
std::string attempt_line(const Attempt& attempt);

std::string_view name(LogLevel level);

// One line of ASCII without its end: time (RFC 3339, UTC), level and message first. What is no UTF-8 is U+FFFD.
std::string json_line(const LogEntry& entry, Time time);

}  // namespace iamirror::sync
