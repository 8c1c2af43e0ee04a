// Where a service is called, and what its signature names. Partitions are data: no region list stands in code.
// https://docs.aws.amazon.com/general/latest/gr/rande.html
#pragma once

#include <map>
#include <string>

#include "model/base/result.h"

namespace iamirror::aws {

// Overrides of tests, private endpoints and other implementations.
struct EndpointSettings {
    std::string url;                                 // AWS_ENDPOINT_URL
    std::map<std::string, std::string> service_url;  // "iam" -> AWS_ENDPOINT_URL_IAM
};

struct Endpoint {
    std::string scheme;
    std::string host;  // with port, where one is given
    std::string path;  // "/" or what stands before it in an override
    std::string signing_name;
    std::string signing_region;
};

// The endpoint of a service as seen from a region. ErrorKind::usage for an override that is no URL, a region that no
// partition knows by its form.
Result<Endpoint> resolve_endpoint(const std::string& service, const std::string& region,
                                  const EndpointSettings& settings);

// "aws", "aws-cn", "aws-us-gov", …: by the region's form; "" if none fits.
std::string partition_of_region(const std::string& region);

}  // namespace iamirror::aws
