#include "tests/model/policy/oracle/value.h"

#include <arpa/inet.h>

#include <array>
#include <cstdio>
#include <regex>

#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

namespace {

// Days since 1970-01-01, by counting.
long days(int year, int month, int day) {
    const auto leap = [](int one) { return one % 4 == 0 && (one % 100 != 0 || one % 400 == 0); };
    const std::array<int, 12> length = {31, leap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    long result = day - 1;
    for (int one = 1970; one < year; ++one) {
        result += leap(one) ? 366 : 365;
    }
    for (int one = 1; one < month; ++one) {
        result += length.at(static_cast<std::size_t>(one - 1));
    }
    return result;
}

double zone_seconds(const std::string& zone) {
    if (zone.empty() || zone == "Z") {
        return 0;
    }
    const double size = std::stoi(zone.substr(1, 2)) * 3600 + std::stoi(zone.substr(4, 2)) * 60;
    return zone[0] == '-' ? -size : size;
}

}  // namespace

std::optional<double> number(const std::string& text) {
    static const std::regex form("[+-]?[0-9]+(\\.[0-9]+)?");
    return std::regex_match(text, form) ? std::optional<double>(std::stod(text)) : std::nullopt;
}

std::optional<double> seconds_of_date(const std::string& text) {
    static const std::regex epoch("[0-9]+");
    static const std::regex form(
        "([0-9]{4})-([0-9]{2})-([0-9]{2})"
        "(T([0-9]{2}):([0-9]{2})(:([0-9]{2}(\\.[0-9]+)?))?(Z|[+-][0-9]{2}:[0-9]{2}))?");
    if (std::regex_match(text, epoch)) {
        return std::stod(text);
    }
    std::smatch part;
    if (!std::regex_match(text, part, form)) {
        return std::nullopt;
    }
    const int month = std::stoi(part[2]);
    const int day = std::stoi(part[3]);
    if (month < 1 || month > 12 || day < 1 || day > 31) {
        return std::nullopt;
    }
    double result = static_cast<double>(days(std::stoi(part[1]), month, day)) * 86400;
    if (part[4].matched) {
        result += std::stod(part[5]) * 3600 + std::stod(part[6]) * 60;
        result += part[8].matched ? std::stod(part[8]) : 0;
        result -= zone_seconds(part[10]);
    }
    return result;
}

std::optional<bool> boolean(const std::string& text) {
    const std::string word = lower(text);
    return word == "true" || word == "false" ? std::optional<bool>(word == "true") : std::nullopt;
}

bool is_base64(const std::string& text) {
    static const std::regex form("([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?");
    return std::regex_match(text, form);
}

std::optional<Network> network(const std::string& text) {
    const std::vector<std::string> parts = split(text, '/', 2);
    const bool six = parts[0].find(':') != std::string::npos;
    Network result;
    result.address.resize(six ? 16 : 4);
    if (inet_pton(six ? AF_INET6 : AF_INET, parts[0].c_str(), result.address.data()) != 1) {
        return std::nullopt;
    }
    result.bits = six ? 128 : 32;
    if (parts.size() == 2) {
        static const std::regex form("[0-9]{1,3}");
        if (!std::regex_match(parts[1], form) || std::stoul(parts[1]) > result.bits) {
            return std::nullopt;
        }
        result.bits = static_cast<unsigned>(std::stoul(parts[1]));
    }
    return result;
}

bool contains(const Network& network, const Network& address) {
    if (network.address.size() != address.address.size() || network.bits > address.bits) {
        return false;
    }
    for (unsigned bit = 0; bit < network.bits; ++bit) {
        const unsigned mask = 0x80U >> (bit % 8);
        if ((network.address[bit / 8] & mask) != (address.address[bit / 8] & mask)) {
            return false;
        }
    }
    return true;
}

}  // namespace iamirror::oracle
