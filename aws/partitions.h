// The partitions of AWS and where their services are called, as data: how regions are written, which services have one
// endpoint for all of them, how a service's host is made.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace iamirror::aws {

struct Partition {
    std::string_view id;                 // "aws", as ARNs name it
    std::string_view areas;              // "us eu ap": what stands before "-east-1" in the names of its regions
    std::string_view dns_suffix;         // "amazonaws.com"
    std::string_view dual_stack_suffix;  // "api.aws": of hosts that have IPv6 too
    std::string_view global_name;        // "aws-global": stands for no region in particular
    std::string_view global_region;      // where regional services are called by that name
};

// How hosts of a service are made where it is not "SERVICE.REGION.SUFFIX".
struct ServiceHost {
    std::string_view service;           // "s3control", as the published endpoint rules name it
    std::string_view host;              // "s3-control"
    std::string_view signing_name;      // "s3"
    std::string_view url_key;           // "s3_control": of AWS_ENDPOINT_URL_S3_CONTROL and of a profile
    bool has_dual_stack_label = false;  // "s3.dualstack.REGION.SUFFIX"
    std::string_view without_fips;      // the partition that has no FIPS hosts of it
};
ServiceHost service_host(std::string_view service);

// The forms of a host. https://docs.aws.amazon.com/sdkref/latest/guide/feature-endpoints.html
enum class HostForm { plain, fips, dual_stack, fips_dual_stack };

// A host that is not made as the others are. {region} stands for the region.
// https://docs.aws.amazon.com/general/latest/gr/iam-service.html
struct SpecialHost {
    std::string_view partition;
    std::string_view service;
    HostForm form;
    std::string_view host;
    std::string_view signing_region;  // "": the region
    bool only_for_global_name = false;
};

// The partition that writes its regions so ("eu-west-3" is of "aws"), nullptr where none does. A region of tomorrow
// fits by its form.
const Partition* find_partition(std::string_view region);

// nullptr where the host is made as usual.
const SpecialHost* find_special_host(const Partition& partition, std::string_view service, std::string_view region,
                                     HostForm form);

// Whether the partition has the service once, whatever region it is called from: IAM.
bool is_global_service(const Partition& partition, std::string_view service);

// The region that GetBucketLocation means: buckets that are older than regions have "" or "EU".
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketLocation.html
std::string region_of_location(std::string_view location, std::string_view asked_in);

}  // namespace iamirror::aws
