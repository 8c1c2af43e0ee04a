// The host of a service in a region, by the partitions' tables or by an override.
#pragma once

#include <string>
#include <string_view>

#include "aws/endpoint.h"

namespace iamirror::aws {

Error usage_error(std::string message, std::string hint);

// What stands before names are put in: "https://s3.eu-west-1.amazonaws.com/", or the override.
struct BaseEndpoint {
    Endpoint endpoint;
    bool is_override = false;
};
Result<BaseEndpoint> base_endpoint(const std::string& service, const std::string& region,
                                   const EndpointSettings& settings);

// Letters, digits and '-' inside, 1 to 63 of them: what may stand between two dots of a host.
bool is_host_label(std::string_view text);

}  // namespace iamirror::aws
