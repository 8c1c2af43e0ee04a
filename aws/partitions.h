// The partitions of AWS as data: how their regions are written, and which services have one endpoint for all of them.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#pragma once

#include <span>
#include <string_view>

namespace iamirror::aws {

struct Partition {
    std::string_view id;             // "aws", as ARNs name it
    std::string_view areas;          // "us eu ap": what stands before "-east-1" in the names of its regions
    std::string_view dns_suffix;     // "amazonaws.com"
    std::string_view global_name;    // "aws-global": stands for no region in particular
    std::string_view global_region;  // where regional services are called by that name
};

// A service that a partition has once, whatever region it is called from.
// https://docs.aws.amazon.com/general/latest/gr/iam-service.html
struct SingleEndpoint {
    std::string_view partition;
    std::string_view service;
    std::string_view host;
    std::string_view signing_region;
    bool only_for_global_name = false;  // regions have their own
};

// The partition that writes its regions so ("eu-west-3" is of "aws"), nullptr where none does. A region of tomorrow
// fits by its form.
const Partition* find_partition(std::string_view region);

// nullptr where the service is called in each region.
const SingleEndpoint* find_single_endpoint(const Partition& partition, std::string_view service,
                                           std::string_view region);

}  // namespace iamirror::aws
