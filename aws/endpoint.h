// Where a service is called, and what its signature names. Partitions are data: no region list stands in code.
// https://docs.aws.amazon.com/general/latest/gr/rande.html
#pragma once

#include <map>
#include <optional>
#include <string>

#include "aws/operation.h"
#include "model/base/result.h"

namespace iamirror::aws {

// Where S3's buckets and S3 Control's account stand: in the host or in the path. automatic: in the host, but in the
// path where the bucket's name does not fit a host or an override is given.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
enum class Addressing { automatic, path, host };

// Overrides of tests, private endpoints and other implementations, and which form of host is wanted.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
struct EndpointSettings {
    std::string url;                                   // AWS_ENDPOINT_URL
    std::map<std::string, std::string> service_url;    // "iam" -> AWS_ENDPOINT_URL_IAM
    bool use_fips = false;                             // AWS_USE_FIPS_ENDPOINT, use_fips_endpoint
    bool use_dual_stack = false;                       // AWS_USE_DUALSTACK_ENDPOINT, use_dualstack_endpoint
    Addressing s3_addressing = Addressing::automatic;  // the profile's s3: addressing_style
    std::string fault;  // what in these settings makes no sense, "" for nothing: no endpoint is resolved by them
};

struct Endpoint {
    std::string scheme;
    std::string host;  // with port, where one is given
    std::string path;  // "/", or what stands before the operation's path: an override's, the bucket in path style
    std::string signing_name;
    std::string signing_region;
};

// What is called, and from where.
struct EndpointQuery {
    std::string service;  // "iam", "s3", "s3control", "sso-oidc": as the published endpoint rules name it
    std::string region;
    // Of S3 the bucket, or the ARN of an access point; of S3 Control the account. nullopt where the operation has none.
    std::optional<std::string> name;
};
EndpointQuery endpoint_query(const Operation& operation, const Parameters& parameters, const std::string& region);

// The endpoint of a service as seen from a region. ErrorKind::usage for an override that is no URL, or that stands
// beside FIPS or dual-stack; settings with a fault; a region that no partition knows by its form; FIPS or dual-stack
// where there is none. ErrorKind::invalid_input for a name that is empty, an ARN that names no access point of this
// partition.
Result<Endpoint> resolve_endpoint(const EndpointQuery& query, const EndpointSettings& settings);
Result<Endpoint> resolve_endpoint(const std::string& service, const std::string& region,
                                  const EndpointSettings& settings);

// "aws", "aws-cn", "aws-us-gov", …: by the region's form; "" if none fits.
std::string partition_of_region(const std::string& region);

}  // namespace iamirror::aws
