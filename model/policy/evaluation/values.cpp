#include "model/policy/evaluation/values.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <chrono>

#include "model/base/text.h"
#include "model/base/time.h"

namespace iamirror::model {
namespace {

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<int> read_int(std::string_view text) {
    int value = 0;
    if (text.empty() || text.size() > 9 || !all_digits(text)) return std::nullopt;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

std::optional<std::int64_t> day_of(std::string_view year, std::string_view month, std::string_view day) {
    using namespace std::chrono;
    if (year.size() != 4 || month.size() != 2 || day.size() != 2) return std::nullopt;
    const auto y = read_int(year), m = read_int(month), d = read_int(day);
    if (!y || !m || !d) return std::nullopt;
    const year_month_day date{std::chrono::year(*y), std::chrono::month(static_cast<unsigned>(*m)),
                              std::chrono::day(static_cast<unsigned>(*d))};
    if (!date.ok()) return std::nullopt;
    return duration_cast<microseconds>(sys_days(date).time_since_epoch()).count();
}

std::optional<std::int64_t> read_epoch(std::string_view text) {
    std::int64_t seconds = 0;
    constexpr std::int64_t largest = 1'000'000'000'000;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (error != std::errc() || end != text.data() + text.size() || std::abs(seconds) > largest) return std::nullopt;
    return seconds * 1'000'000;
}

}  // namespace

std::strong_ordering Decimal::operator<=>(const Decimal& other) const {
    if (is_negative != other.is_negative) {
        return is_negative ? std::strong_ordering::less : std::strong_ordering::greater;
    }
    const Decimal& first = is_negative ? other : *this;
    const Decimal& second = is_negative ? *this : other;
    if (first.whole.size() != second.whole.size()) return first.whole.size() <=> second.whole.size();
    if (const auto order = first.whole <=> second.whole; order != 0) return order;
    return first.fraction <=> second.fraction;
}

std::optional<Decimal> read_decimal(std::string_view text) {
    Decimal out;
    if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
        out.is_negative = text.front() == '-';
        text.remove_prefix(1);
    }
    const std::size_t point = text.find('.');
    std::string_view whole = text.substr(0, point);
    std::string_view fraction = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    if (whole.size() + fraction.size() == 0 || !all_digits(whole) || !all_digits(fraction)) return std::nullopt;
    while (!whole.empty() && whole.front() == '0') whole.remove_prefix(1);
    while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
    out.whole = whole;
    out.fraction = fraction;
    if (whole.empty() && fraction.empty()) out.is_negative = false;
    return out;
}

std::optional<std::int64_t> read_date(std::string_view text) {
    if (text.size() == 4 && all_digits(text)) return day_of(text, "01", "01");
    if (text.size() == 7 && text[4] == '-') return day_of(text.substr(0, 4), text.substr(5), "01");
    if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
        return day_of(text.substr(0, 4), text.substr(5, 2), text.substr(8));
    }
    if (text.find('T') == std::string_view::npos) return read_epoch(text);
    std::string full(text);
    // hours and minutes alone are legal too: the reader of times wants seconds
    if (full.size() > 16 && full[13] == ':' && full[16] != ':') full.insert(16, ":00");
    const std::optional<Time> time = parse_time(full);
    if (!time) return std::nullopt;
    return time->time_since_epoch().count();
}

std::optional<bool> read_bool(std::string_view text) {
    const std::string lower = to_lower_ascii(text);
    if (lower != "true" && lower != "false") return std::nullopt;
    return lower == "true";
}

std::optional<std::string> read_base64(std::string_view text) {
    static constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && padding < text.size() && text[text.size() - 1 - padding] == '=') ++padding;
    std::string out;
    unsigned bits = 0, held = 0;
    for (const char c : text.substr(0, text.size() - padding)) {
        const std::size_t value = alphabet.find(c);
        if (value == std::string_view::npos) return std::nullopt;
        bits = (bits << 6U | static_cast<unsigned>(value)) & 0xFFFFU;
        held += 6;
        if (held < 8) continue;
        held -= 8;
        out.push_back(static_cast<char>(bits >> held & 0xFFU));
    }
    return out;
}

std::optional<Network> read_network(std::string_view text) {
    const std::size_t slash = text.find('/');
    const std::string address(text.substr(0, slash));
    Network out;
    out.is_v4 = inet_pton(AF_INET, address.c_str(), out.address.data()) == 1;
    if (!out.is_v4 && inet_pton(AF_INET6, address.c_str(), out.address.data()) != 1) return std::nullopt;
    const int most = out.is_v4 ? 32 : 128;
    const std::optional<int> bits = slash == std::string_view::npos ? most : read_int(text.substr(slash + 1));
    if (!bits || *bits > most || address.find('\0') != std::string::npos) return std::nullopt;
    out.bits = *bits;
    return out;
}

bool Network::contains(const Network& other) const {
    if (is_v4 != other.is_v4 || bits > other.bits) return false;
    const int whole = bits / 8, rest = bits % 8;
    if (!std::equal(address.begin(), address.begin() + whole, other.address.begin())) return false;
    if (rest == 0) return true;
    const unsigned mask = 0xFFU << (8 - rest) & 0xFFU;
    const auto at = static_cast<std::size_t>(whole);
    return (address[at] & mask) == (other.address[at] & mask);
}

}  // namespace iamirror::model
