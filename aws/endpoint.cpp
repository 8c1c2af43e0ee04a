#include "aws/endpoint.h"

#include <optional>
#include <string_view>

#include "aws/partitions.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

struct SigningRegion {
    std::string host;
    std::string region;
};

Error usage(std::string message, std::string hint) {
    return {.kind = ErrorKind::usage, .message = std::move(message), .hint = std::move(hint)};
}

std::optional<SigningRegion> published_endpoint(const std::string& service, const std::string& region) {
    const auto* partition = find_partition(region);
    if (partition == nullptr) return std::nullopt;
    if (const auto* single = find_single_endpoint(*partition, service, region))
        return SigningRegion{std::string{single->host}, std::string{single->signing_region}};
    const auto called = region == partition->global_name ? std::string{partition->global_region} : region;
    return SigningRegion{service + "." + called + "." + std::string{partition->dns_suffix}, called};
}

// Host, port and IPv6 brackets; nothing that could smuggle a user, a header or a second host into the request.
bool is_host(std::string_view text) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._:[]";
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos && text.front() != ':';
}

bool is_path(std::string_view text) {
    for (const char c : text)
        if (c <= ' ' || c == '?' || c == '#' || c == '\\' || c == 0x7F) return false;
    return true;
}

std::optional<Endpoint> parse_url(std::string_view url) {
    const auto colon = url.find("://");
    if (colon == std::string_view::npos) return std::nullopt;
    const auto scheme = to_lower_ascii(url.substr(0, colon));
    if (scheme != "http" && scheme != "https") return std::nullopt;
    const auto rest = url.substr(colon + 3);
    const auto slash = rest.find('/');
    const auto host = rest.substr(0, slash);
    const auto path = slash == std::string_view::npos ? std::string_view{"/"} : rest.substr(slash);
    if (!is_host(host) || !is_path(path)) return std::nullopt;
    return Endpoint{.scheme = scheme, .host = std::string{host}, .path = std::string{path}};
}

std::string override_of(const std::string& service, const EndpointSettings& settings) {
    const auto found = settings.service_url.find(service);
    return found != settings.service_url.end() && !found->second.empty() ? found->second : settings.url;
}

}  // namespace

Result<Endpoint> resolve_endpoint(const std::string& service, const std::string& region,
                                  const EndpointSettings& settings) {
    const auto published = published_endpoint(service, region);
    Endpoint endpoint;
    if (const auto url = override_of(service, settings); !url.empty()) {
        const auto parsed = parse_url(url);
        if (!parsed)
            // The text is not shown: it may hold a password.
            return usage("the endpoint given for " + service + " is no URL of the form http(s)://host[:port][/path]",
                         "correct AWS_ENDPOINT_URL, its form for one service, or the profile's endpoint_url");
        endpoint = *parsed;
    } else if (published) {
        endpoint = {.scheme = "https", .host = published->host, .path = "/"};
    } else {
        return usage("no partition of AWS has a region written " + (region.empty() ? "\"\"" : printable(region)),
                     "give a region as AWS writes it, for example eu-west-1");
    }
    endpoint.signing_name = service;
    endpoint.signing_region = published ? published->region : region;
    return endpoint;
}

std::string partition_of_region(const std::string& region) {
    const auto* partition = find_partition(region);
    return partition == nullptr ? "" : std::string{partition->id};
}

}  // namespace iamirror::aws
