#include "aws/internal/s3_endpoint.h"

#include <algorithm>

#include "aws/internal/published_host.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

Error not_legal(std::string message) {
    return {.kind = ErrorKind::invalid_input, .message = std::move(message)};
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html; a certificate covers one label only, so
// that a bucket with dots fits a host only where there is no certificate.
bool fits_host(std::string_view bucket, bool may_have_dots) {
    const auto is_alphanumeric = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); };
    if (bucket.size() < 3 || bucket.size() > 63) return false;
    const auto labels = split(bucket, '.');
    if (labels.size() > 1 && !may_have_dots) return false;
    return std::all_of(labels.begin(), labels.end(), [&](std::string_view label) {
        return !label.empty() && is_alphanumeric(label.front()) && is_alphanumeric(label.back()) &&
               std::all_of(label.begin(), label.end(), [&](char c) { return is_alphanumeric(c) || c == '-'; });
    });
}

// "127.0.0.1:5000", "[::1]", "localhost": a name put before it is found nowhere.
bool is_address(std::string_view host) {
    const auto name = host.substr(0, host.starts_with('[') ? host.find(']') : host.find(':'));
    return host.starts_with('[') || name == "localhost" ||
           name.find_first_not_of("0123456789.") == std::string_view::npos;
}

bool goes_before_host(const std::string& bucket, const BaseEndpoint& base, Addressing addressing) {
    const bool is_wanted = addressing == Addressing::host || (addressing == Addressing::automatic && !base.is_override);
    return is_wanted && !is_address(base.endpoint.host) && fits_host(bucket, base.endpoint.scheme == "http");
}

Endpoint with_bucket(const BaseEndpoint& base, const std::string& bucket, Addressing addressing) {
    auto endpoint = base.endpoint;
    if (goes_before_host(bucket, base, addressing))
        endpoint.host = bucket + "." + endpoint.host;
    else
        endpoint.path += (endpoint.path.ends_with('/') ? "" : "/") + percent_encode(bucket);
    return endpoint;
}

struct AccessPoint {
    std::string partition, region, account, name;
};

// arn:PARTITION:s3:REGION:ACCOUNT:accesspoint:NAME, or with a slash before the name.
Result<AccessPoint> parse_access_point(const std::string& arn) {
    auto parts = split(arn, ':');
    const bool has_slash = parts.size() == 6 && parts[5].starts_with("accesspoint/");
    if (has_slash) {
        parts.push_back(parts[5].substr(parts[5].find('/') + 1));
        parts[5] = parts[5].substr(0, parts[5].find('/'));
    }
    if (parts.size() != 7 || parts[2] != "s3" || parts[5] != "accesspoint")
        return not_legal(printable(arn) + " names no access point of S3");
    if (parts[3].empty())
        return not_legal(printable(arn) + " is of many regions, which need another signature (SigV4A)");
    for (const std::size_t part : {3u, 4u, 6u})
        if (!is_host_label(parts[part])) return not_legal(printable(arn) + " has a part that no host can hold");
    return AccessPoint{.partition = std::string{parts[1]},
                       .region = std::string{parts[3]},
                       .account = std::string{parts[4]},
                       .name = std::string{parts[6]}};
}

Result<Endpoint> resolve_access_point(const EndpointQuery& query, const EndpointSettings& settings) {
    if (settings.s3_addressing == Addressing::path)
        return not_legal("an access point is called by its host, and path style is set");
    const auto point = parse_access_point(*query.name);
    if (!point) return point.error();
    const auto ours = partition_of_region(query.region);
    if (point->partition != ours || partition_of_region(point->region) != ours)
        return not_legal(printable(*query.name) + " is not of the partition " + ours);
    auto base = base_endpoint("s3-accesspoint", point->region, settings);
    if (!base) return base.error();
    base->endpoint.host = point->name + "-" + point->account + "." + base->endpoint.host;
    return base->endpoint;
}

}  // namespace

Result<Endpoint> resolve_s3(const EndpointQuery& query, const EndpointSettings& settings) {
    if (query.name && query.name->empty()) return not_legal("the bucket has no name");
    if (query.name && query.name->starts_with("arn:")) return resolve_access_point(query, settings);
    const auto base = base_endpoint("s3", query.region, settings);
    if (!base) return base.error();
    return query.name ? with_bucket(*base, *query.name, settings.s3_addressing) : base->endpoint;
}

Result<Endpoint> resolve_s3_control(const EndpointQuery& query, const EndpointSettings& settings) {
    if (query.name && !is_host_label(*query.name))
        return not_legal("the account of S3 Control is no account id: " + printable(*query.name));
    auto base = base_endpoint("s3control", query.region, settings);
    if (!base) return base.error();
    const bool is_wanted = !base->is_override || settings.s3_addressing == Addressing::host;
    if (query.name && is_wanted) base->endpoint.host = *query.name + "." + base->endpoint.host;
    return base->endpoint;
}

}  // namespace iamirror::aws
