#include "aws/internal/published_host.h"

#include <algorithm>
#include <optional>

#include "aws/partitions.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

HostForm form_of(const EndpointSettings& settings) {
    if (settings.use_dual_stack) return settings.use_fips ? HostForm::fips_dual_stack : HostForm::dual_stack;
    return settings.use_fips ? HostForm::fips : HostForm::plain;
}

std::string replace_region(std::string_view pattern, const std::string& region) {
    constexpr std::string_view placeholder = "{region}";
    const auto at = pattern.find(placeholder);
    if (at == std::string_view::npos) return std::string{pattern};
    return std::string{pattern.substr(0, at)} + region + std::string{pattern.substr(at + placeholder.size())};
}

std::string usual_host(const ServiceHost& service, const Partition& partition, const std::string& region,
                       const EndpointSettings& settings) {
    const bool has_label = settings.use_dual_stack && service.has_dual_stack_label;
    const bool has_suffix = settings.use_dual_stack && !service.has_dual_stack_label;
    return std::string{service.host} + (settings.use_fips ? "-fips" : "") + (has_label ? ".dualstack" : "") + "." +
           region + "." + std::string{has_suffix ? partition.dual_stack_suffix : partition.dns_suffix};
}

Error no_such_form(const std::string& service, const Partition& partition) {
    return usage_error(
        service + " of " + std::string{partition.id} + " has no endpoint that is known for FIPS or dual-stack",
        "unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or give AWS_ENDPOINT_URL");
}

// Host and signing region as AWS publishes them.
Result<Endpoint> published(const std::string& service, const std::string& region, const EndpointSettings& settings) {
    const auto* partition = find_partition(region);
    if (partition == nullptr)
        return usage_error("no partition of AWS has a region written " + (region.empty() ? "\"\"" : printable(region)),
                           "give a region as AWS writes it, for example eu-west-1");
    const auto names = service_host(service);
    if (settings.use_fips && names.without_fips == partition->id) return no_such_form(service, *partition);
    const auto called = region == partition->global_name ? std::string{partition->global_region} : region;
    Endpoint endpoint{.scheme = "https", .path = "/", .signing_region = called};
    if (const auto* special = find_special_host(*partition, service, region, form_of(settings))) {
        endpoint.host = replace_region(special->host, called);
        if (!special->signing_region.empty()) endpoint.signing_region = special->signing_region;
        return endpoint;
    }
    if (is_global_service(*partition, service)) return no_such_form(service, *partition);
    endpoint.host = usual_host(names, *partition, called, settings);
    return endpoint;
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
    const auto found = settings.service_url.find(std::string{service_host(service).url_key});
    return found != settings.service_url.end() && !found->second.empty() ? found->second : settings.url;
}

// S3 Control in a region of AWS is called by its override whatever is said of FIPS.
Status check_override(const std::string& service, const std::string& region, const EndpointSettings& settings) {
    const bool may_be_fips = service == "s3control" && find_partition(region) != nullptr;
    if (!settings.use_dual_stack && (!settings.use_fips || may_be_fips)) return Done{};
    return usage_error("an endpoint of its own is given for " + service + ", and FIPS or dual-stack too",
                       "unset AWS_USE_FIPS_ENDPOINT and AWS_USE_DUALSTACK_ENDPOINT, or AWS_ENDPOINT_URL");
}

Result<Endpoint> overriding(const std::string& service, const std::string& region, const std::string& url,
                            const EndpointSettings& settings) {
    auto endpoint = parse_url(url);
    if (!endpoint)
        // The text is not shown: it may hold a password.
        return usage_error("the endpoint given for " + service + " is no URL of the form http(s)://host[:port][/path]",
                           "correct AWS_ENDPOINT_URL, its form for one service, or the profile's endpoint_url");
    if (auto status = check_override(service, region, settings); !status) return status.error();
    if (!region.empty() && !is_host_label(region))
        return usage_error("no region is written " + printable(region), "give a region as AWS writes it");
    const auto place = published(service, region, {});
    endpoint->signing_region = place ? place->signing_region : region;
    return *std::move(endpoint);
}

}  // namespace

Error usage_error(std::string message, std::string hint) {
    return {.kind = ErrorKind::usage, .message = std::move(message), .hint = std::move(hint)};
}

Result<BaseEndpoint> base_endpoint(const std::string& service, const std::string& region,
                                   const EndpointSettings& settings) {
    const auto url = override_of(service, settings);
    auto endpoint = url.empty() ? published(service, region, settings) : overriding(service, region, url, settings);
    if (!endpoint) return endpoint.error();
    endpoint->signing_name = service_host(service).signing_name;
    return BaseEndpoint{std::move(endpoint).value(), !url.empty()};
}

bool is_host_label(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !text.empty() && text.size() <= 63 && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace iamirror::aws
