// The values that condition operators compare, read from text.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace iamirror::model {

// A decimal number of any length, exactly: sign, digits without leading zeros, fraction without trailing ones.
struct Decimal {
    bool is_negative = false;
    std::string whole, fraction;
    std::strong_ordering operator<=>(const Decimal& other) const;
    bool operator==(const Decimal&) const = default;
};
std::optional<Decimal> read_decimal(std::string_view text);  // "-12.50"; no exponent

// Microseconds since 1970. The W3C's forms of ISO 8601 ("2026", "2026-10", "2026-10-01", "2026-10-01T12:00Z", seconds
// and a fraction, an offset), or seconds since 1970; four digits are a year.
// https://www.w3.org/TR/NOTE-datetime
std::optional<std::int64_t> read_date(std::string_view text);

std::optional<bool> read_bool(std::string_view text);  // "true" or "false" in any case

std::optional<std::string> read_base64(std::string_view text);  // the octets; padded, no blanks

// An address or a network, IPv4 or IPv6; a bare address is a network of one.
struct Network {
    std::array<unsigned char, 16> address{};
    int bits = 0;  // of the prefix
    bool is_v4 = false;
    bool contains(const Network& other) const;
    bool operator==(const Network&) const = default;
};
std::optional<Network> read_network(std::string_view text);

}  // namespace iamirror::model
