// Times as the program keeps them: UTC, microseconds; and the three textual forms AWS uses.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace iamirror {

using Time = std::chrono::sys_time<std::chrono::microseconds>;

// RFC 3339 in UTC: "2026-10-01T12:00:00Z", with a fraction only where there is one.
std::string to_rfc3339(Time time);

// Reads RFC 3339 (with Z or an offset), RFC 1123 ("Tue, 29 Apr 2014 18:30:38 GMT") and seconds since 1970 (with a
// fraction). nullopt for anything else, also for days that are not in the calendar.
std::optional<Time> parse_time(std::string_view text);

// "20150830T123600Z", the form SigV4 signs.
std::string to_basic_iso(Time time);

// What a clock is to the program: given by constructor, so that tests neither wait nor depend on the machine.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Time now() = 0;
    virtual void sleep(std::chrono::milliseconds duration) = 0;
};

// The machine's own.
class SystemClock : public Clock {
  public:
    Time now() override;
    void sleep(std::chrono::milliseconds duration) override;
};

}  // namespace iamirror
