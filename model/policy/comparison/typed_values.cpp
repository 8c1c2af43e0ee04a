#include "model/policy/comparison/typed_values.h"

#include <arpa/inet.h>

#include <algorithm>
#include <chrono>

#include "model/base/time.h"
#include "model/policy/evaluation/values.h"

namespace iamirror::model {
namespace {

using Texts = std::vector<std::string>;

std::string write(const Decimal& value) {
    std::string out = value.is_negative ? "-" : "";
    out += value.whole.empty() ? "0" : value.whole;
    if (!value.fraction.empty()) out += "." + value.fraction;
    return out;
}

// Further from nought by less than any digit written.
std::string beyond(const Decimal& value, std::size_t digits) {
    Decimal out = value;
    out.fraction.resize(digits, '0');
    out.fraction += '1';
    return write(out);
}

Texts numbers(const Texts& constants) {
    std::vector<Decimal> points;
    for (const std::string& text : constants) points.push_back(read_decimal(text).value());
    std::sort(points.begin(), points.end());
    points.erase(std::unique(points.begin(), points.end()), points.end());
    std::size_t digits = 0, longest = 0;
    for (const Decimal& point : points) digits = std::max(digits, point.fraction.size());
    for (const Decimal& point : points) longest = std::max(longest, point.whole.size());
    Texts out{"0", "1" + std::string(longest, '0'), "-1" + std::string(longest, '0')};
    const Decimal nought;
    for (const Decimal& point : points) out.push_back(write(point));
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        if (points[i] >= nought) out.push_back(beyond(points[i], digits));
        if (points[i + 1] <= nought) out.push_back(beyond(points[i + 1], digits));
    }
    return out;
}

Texts dates(const Texts& constants) {
    constexpr std::int64_t day = 86'400'000'000;
    std::vector<std::int64_t> points;
    for (const std::string& text : constants) points.push_back(read_date(text).value());
    std::sort(points.begin(), points.end());
    Texts out = constants;
    const auto add = [&](std::int64_t point) {
        const std::string text = to_rfc3339(Time(std::chrono::microseconds(point)));
        out.push_back(read_date(text) == point ? text : std::to_string(point / 1'000'000));
    };
    for (std::size_t i = 0; i + 1 < points.size(); ++i) add(points[i] + (points[i + 1] - points[i]) / 2);
    if (points.empty()) return out;
    add(points.front() - day);
    add(points.back() + day);
    return out;
}

using Octets = std::array<unsigned char, 16>;

std::string write(const Octets& address, bool is_v4) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    inet_ntop(is_v4 ? AF_INET : AF_INET6, address.data(), text.data(), text.size());
    return text.data();
}

// The address after or before; nullopt at the end of the room.
std::optional<Octets> step(Octets address, bool is_v4, bool is_up) {
    for (std::size_t i = is_v4 ? 4 : 16; i-- > 0;) {
        address[i] = static_cast<unsigned char>(address[i] + (is_up ? 1 : 255));
        if (address[i] != (is_up ? 0 : 255)) return address;
    }
    return std::nullopt;
}

Octets edge(const Network& network, bool is_last) {
    Octets out = network.address;
    for (int bit = network.bits; bit < (network.is_v4 ? 32 : 128); ++bit) {
        const auto mask = static_cast<unsigned char>(0x80U >> (bit % 8));
        unsigned char& octet = out[static_cast<std::size_t>(bit / 8)];
        octet = static_cast<unsigned char>(is_last ? octet | mask : octet & ~mask);
    }
    return out;
}

// Every gap between networks begins or ends at an edge of one, or at an end of the room.
Texts addresses(const Texts& constants) {
    Texts out{"192.0.2.1",
              "198.51.100.7",
              "0.0.0.0",
              "255.255.255.255",
              "2001:db8::1",
              "::",
              "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff"};
    for (const std::string& text : constants) {
        const Network network = read_network(text).value();
        for (const bool is_last : {false, true}) {
            const Octets end = edge(network, is_last);
            out.push_back(write(end, network.is_v4));
            if (const auto next = step(end, network.is_v4, is_last)) out.push_back(write(*next, network.is_v4));
        }
    }
    return out;
}

Texts binaries(const Texts& constants) {
    std::string other = "AAAA";
    while (std::find(constants.begin(), constants.end(), other) != constants.end()) other += "AAAA";
    Texts out = constants;
    out.push_back(other);
    return out;
}

}  // namespace

std::vector<std::string> sample_values(ValueKind kind, const std::vector<std::string>& constants) {
    switch (kind) {
        case ValueKind::number:
            return numbers(constants);
        case ValueKind::date:
            return dates(constants);
        case ValueKind::boolean:
            return {"true", "false"};
        case ValueKind::network:
            return addresses(constants);
        case ValueKind::binary:
            return binaries(constants);
        default:
            return {};
    }
}

}  // namespace iamirror::model
