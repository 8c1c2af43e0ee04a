#include "aws/internal/url.h"

#include <algorithm>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

bool is_host(std::string_view text) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]";
    return !text.empty() && text.front() != ':' && text.find_first_not_of(allowed) == std::string_view::npos;
}

bool is_on_wire(char c) {
    return c > ' ' && c < 0x7F && c != '#' && c != '\\';
}

}  // namespace

std::optional<Url> parse_url(std::string_view text) {
    const auto colon = text.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    const auto scheme = to_lower_ascii(text.substr(0, colon));
    if (scheme != "http" && scheme != "https") return std::nullopt;
    const auto rest = text.substr(colon + 3);
    const auto host = rest.substr(0, rest.find_first_of("/?"));
    const auto tail = rest.substr(host.size());
    if (!is_host(host) || !std::all_of(tail.begin(), tail.end(), is_on_wire)) return std::nullopt;
    const auto question = std::min(tail.find('?'), tail.size());
    const auto path = tail.substr(0, question);
    return Url{.scheme = scheme,
               .host = std::string{host},
               .path = path.empty() ? "/" : std::string{path},
               .query = std::string{tail.substr(std::min(question + 1, tail.size()))}};
}

}  // namespace iamirror::aws
