#include "aws/endpoint.h"

#include <array>
#include <string_view>

#include "aws/internal/published_host.h"
#include "aws/internal/s3_endpoint.h"
#include "aws/partitions.h"

namespace iamirror::aws {

namespace {

// Services whose hosts hold more than service and region.
struct Resolver {
    std::string_view service;
    Result<Endpoint> (*resolve)(const EndpointQuery& query, const EndpointSettings& settings);
};

constexpr std::array<Resolver, 2> resolvers{{
    {"s3", resolve_s3},
    {"s3control", resolve_s3_control},
}};

}  // namespace

EndpointQuery endpoint_query(const Operation& operation, const Parameters& parameters, const std::string& region) {
    EndpointQuery query{.service = operation.endpoint_service(), .region = region, .name = std::nullopt};
    if (operation.endpoint_parameter.empty()) return query;
    const auto* value = find_parameter(parameters, operation.endpoint_parameter);
    query.name = value == nullptr ? "" : *value;
    return query;
}

Result<Endpoint> resolve_endpoint(const EndpointQuery& query, const EndpointSettings& settings) {
    if (!settings.fault.empty()) return usage_error(settings.fault, "correct it, or take it away");
    for (const auto& resolver : resolvers)
        if (resolver.service == query.service) return resolver.resolve(query, settings);
    auto base = base_endpoint(query.service, query.region, settings);
    if (!base) return base.error();
    return std::move(base->endpoint);
}

Result<Endpoint> resolve_endpoint(const std::string& service, const std::string& region,
                                  const EndpointSettings& settings) {
    return resolve_endpoint({.service = service, .region = region, .name = std::nullopt}, settings);
}

std::string partition_of_region(const std::string& region) {
    const auto* partition = find_partition(region);
    return partition == nullptr ? "" : std::string{partition->id};
}

}  // namespace iamirror::aws
