#include "aws/clock_skew.h"

#include <algorithm>
#include <array>

namespace iamirror::aws {

namespace {

using namespace std::chrono_literals;

constexpr auto longest_trusted_answer = 15min;
constexpr auto least_suspicious_change = 4min;

constexpr std::array<std::string_view, 3> names_the_clock{"RequestTimeTooSkewed", "RequestExpired",
                                                          "RequestInTheFuture"};
constexpr std::array<std::string_view, 3> names_the_signature{"SignatureDoesNotMatch", "InvalidSignatureException",
                                                              "AuthFailure"};

template <typename Codes>
bool contains(const Codes& codes, std::string_view code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

}  // namespace

std::optional<std::chrono::microseconds> observed_skew(const HttpResponse& response, Time sent, Time received) {
    const auto date = parse_time(response.header("date"));
    if (!date || !response.header("age").empty() || received - sent > longest_trusted_answer) return std::nullopt;
    return *date - (sent + (received - sent) / 2);
}

bool is_clock_error(std::string_view aws_code, std::chrono::microseconds change) {
    if (contains(names_the_clock, aws_code)) return true;
    return contains(names_the_signature, aws_code) && std::chrono::abs(change) >= least_suspicious_change;
}

}  // namespace iamirror::aws
