// What the libraries report while they work. They never format a line: an Observer (sync/log) decides what is shown.
#pragma once

#include <string>
#include <variant>

#include "model/base/error.h"

namespace iamirror {

// One attempt of a call to AWS has ended.
struct CallEnded {
    std::string service_action;
    std::string region;
    int attempt = 1;
    int http_status = 0;
    std::string aws_code;  // "" for success
    std::string request_id;
    long duration_ms = 0;
};

// An attempt failed and the call is tried again after a pause.
struct CallRetried {
    std::string service_action;
    Attempt attempt;
    long pause_ms = 0;
};

// Rows of a listing have arrived; `done` of `total`, total 0 where it is not known.
struct Progress {
    std::string what;
    long done = 0;
    long total = 0;
};

// Something a person should know that stops nothing.
struct Notice {
    std::string message;
};

using Event = std::variant<CallEnded, CallRetried, Progress, Notice>;

class Observer {
  public:
    virtual ~Observer() = default;
    virtual void on(const Event& event) = 0;
};

}  // namespace iamirror
