#include "model/base/time.h"

#include <array>
#include <charconv>
#include <cstdio>
#include <thread>
#include <utility>

namespace iamirror {

namespace {

using namespace std::chrono_literals;

// Reads exactly `count` digits at `position`; nullopt where one is missing.
std::optional<int> digits(std::string_view text, std::size_t position, std::size_t count) {
    if (position + count > text.size()) return std::nullopt;
    int value = 0;
    for (const char c : text.substr(position, count)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

std::optional<Time> from_parts(int year, unsigned month, unsigned day, std::chrono::seconds of_day) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (!date.ok()) return std::nullopt;
    return Time{std::chrono::sys_days{date}} + of_day;
}

// "hh:mm:ss" at `position`; a leap second counts as the next second.
std::optional<std::chrono::seconds> time_of_day(std::string_view text, std::size_t position) {
    const auto hour = digits(text, position, 2), minute = digits(text, position + 3, 2),
               second = digits(text, position + 6, 2);
    if (!hour || !minute || !second || text[position + 2] != ':' || text[position + 5] != ':') return std::nullopt;
    if (*hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
    return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + std::chrono::seconds{*second};
}

// ".123456789" from the front of `rest`, cut to microseconds, and taken off it.
std::optional<std::chrono::microseconds> fraction(std::string_view& rest) {
    if (rest.empty() || rest[0] != '.') return 0us;
    std::size_t end = 1;
    std::int64_t value = 0;
    std::size_t kept = 0;
    while (end < rest.size() && rest[end] >= '0' && rest[end] <= '9') {
        if (kept < 6) value = value * 10 + (rest[end] - '0'), ++kept;
        ++end;
    }
    if (end == 1) return std::nullopt;
    for (; kept < 6; ++kept) value *= 10;
    rest.remove_prefix(end);
    return std::chrono::microseconds{value};
}

// "Z", "+02:00" or "" (AWS leaves it out in places): minutes east of UTC.
std::optional<std::chrono::minutes> zone(std::string_view rest) {
    if (rest.empty() || rest == "Z" || rest == "z") return 0min;
    if (rest.size() != 6 || (rest[0] != '+' && rest[0] != '-') || rest[3] != ':') return std::nullopt;
    const auto hours = digits(rest, 1, 2), minutes = digits(rest, 4, 2);
    if (!hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
    const auto east = std::chrono::hours{*hours} + std::chrono::minutes{*minutes};
    return rest[0] == '+' ? east : -east;
}

std::optional<Time> parse_rfc3339(std::string_view text) {
    if (text.size() < 19 || text[4] != '-' || text[7] != '-') return std::nullopt;
    if (text[10] != 'T' && text[10] != 't' && text[10] != ' ') return std::nullopt;
    const auto year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    const auto of_day = time_of_day(text, 11);
    if (!year || !month || !day || !of_day) return std::nullopt;
    auto rest = text.substr(19);
    const auto part = fraction(rest);
    if (!part) return std::nullopt;
    const auto east = zone(rest);
    const auto whole = from_parts(*year, static_cast<unsigned>(*month), static_cast<unsigned>(*day), *of_day);
    if (!east || !whole) return std::nullopt;
    return *whole + *part - *east;
}

std::optional<unsigned> month_of(std::string_view name) {
    constexpr std::array<std::string_view, 12> names{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return static_cast<unsigned>(i + 1);
    return std::nullopt;
}

std::optional<Time> parse_rfc1123(std::string_view text) {
    if (text.size() != 29 || text[3] != ',' || !text.ends_with(" GMT")) return std::nullopt;
    const auto day = digits(text, 5, 2), year = digits(text, 12, 4);
    const auto month = month_of(text.substr(8, 3));
    const auto of_day = time_of_day(text, 17);
    if (!day || !year || !month || !of_day) return std::nullopt;
    return from_parts(*year, *month, static_cast<unsigned>(*day), *of_day);
}

std::optional<Time> parse_epoch(std::string_view text) {
    std::int64_t seconds = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (code != std::errc{} || seconds < 0 || seconds > 253'402'300'799) return std::nullopt;
    auto rest = text.substr(static_cast<std::size_t>(end - text.data()));
    const auto part = fraction(rest);
    if (!part || !rest.empty()) return std::nullopt;
    return Time{std::chrono::seconds{seconds}} + *part;
}

struct Calendar {
    int year, month, day, hour, minute, second;
    std::int64_t microsecond;
};

Calendar calendar(Time time) {
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    return {static_cast<int>(date.year()),
            static_cast<int>(static_cast<unsigned>(date.month())),
            static_cast<int>(static_cast<unsigned>(date.day())),
            static_cast<int>(clock.hours().count()),
            static_cast<int>(clock.minutes().count()),
            static_cast<int>(clock.seconds().count()),
            clock.subseconds().count()};
}

void append_digits(std::string& text, int value, int width) {
    text.append(static_cast<std::size_t>(width), '0');
    for (auto place = text.rbegin(); width > 0; --width, value /= 10) *place++ = static_cast<char>('0' + value % 10);
}

}  // namespace

std::string to_rfc3339(Time time) {
    const auto c = calendar(time);
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day, c.hour,
                  c.minute, c.second);
    std::string text{buffer.data()};
    if (c.microsecond != 0) {
        std::snprintf(buffer.data(), buffer.size(), ".%06lld", static_cast<long long>(c.microsecond));
        text += buffer.data();
    }
    return text + "Z";
}

std::optional<Time> parse_time(std::string_view text) {
    if (auto time = parse_rfc3339(text)) return time;
    if (auto time = parse_rfc1123(text)) return time;
    return parse_epoch(text);
}

// By hand: every request has its time written, and to read a format takes longer than to hash the request.
std::string to_basic_iso(Time time) {
    const auto c = calendar(time);
    std::string text;
    for (const auto& [part, width] : {std::pair{c.year, 4}, {c.month, 2}, {c.day, 2}}) append_digits(text, part, width);
    text += 'T';
    for (const int part : {c.hour, c.minute, c.second}) append_digits(text, part, 2);
    return text += 'Z';
}

Time SystemClock::now() {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

void SystemClock::sleep(std::chrono::milliseconds duration) {
    std::this_thread::sleep_for(duration);
}

}  // namespace iamirror
