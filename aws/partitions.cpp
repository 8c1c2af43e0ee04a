#include "aws/partitions.h"

#include <algorithm>
#include <array>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

constexpr std::array<Partition, 8> all_partitions{{
    {"aws", "us eu ap sa ca me af il mx", "amazonaws.com", "api.aws", "aws-global", "us-east-1"},
    {"aws-cn", "cn", "amazonaws.com.cn", "api.amazonwebservices.com.cn", "aws-cn-global", "cn-northwest-1"},
    {"aws-us-gov", "us-gov", "amazonaws.com", "api.aws", "aws-us-gov-global", "us-gov-west-1"},
    {"aws-eusc", "eusc-de", "amazonaws.eu", "api.amazonwebservices.eu", "aws-eusc-global", "eusc-de-east-1"},
    {"aws-iso", "us-iso", "c2s.ic.gov", "api.aws.ic.gov", "aws-iso-global", "us-iso-east-1"},
    {"aws-iso-b", "us-isob", "sc2s.sgov.gov", "api.aws.scloud", "aws-iso-b-global", "us-isob-east-1"},
    {"aws-iso-e", "eu-isoe", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk", "aws-iso-e-global", "eu-isoe-west-1"},
    {"aws-iso-f", "us-isof", "csp.hci.ic.gov", "api.aws.hci.ic.gov", "aws-iso-f-global", "us-isof-south-1"},
}};

constexpr std::array<ServiceHost, 6> service_hosts{{
    {"s3", "s3", "s3", "s3", true, "aws-cn"},
    {"s3-accesspoint", "s3-accesspoint", "s3", "s3", true, "aws-cn"},
    {"s3control", "s3-control", "s3", "s3_control", true, "aws-cn"},
    {"sso", "portal.sso", "awsssoportal", "sso", false, ""},
    {"sso-admin", "sso", "sso", "sso_admin", false, ""},
    {"sso-oidc", "oidc", "sso-oauth", "sso_oidc", false, ""},
}};

using enum HostForm;

constexpr std::array<SpecialHost, 27> special_hosts{{
    {"aws", "iam", plain, "iam.amazonaws.com", "us-east-1"},
    {"aws", "iam", fips, "iam-fips.amazonaws.com", "us-east-1"},
    {"aws", "iam", dual_stack, "iam.global.api.aws", "us-east-1"},
    {"aws", "iam", fips_dual_stack, "iam-fips.global.api.aws", "us-east-1"},
    {"aws-cn", "iam", plain, "iam.cn-north-1.amazonaws.com.cn", "cn-north-1"},
    {"aws-cn", "iam", fips, "iam-fips.amazonaws.com.cn", "cn-north-1"},
    {"aws-cn", "iam", dual_stack, "iam.global.api.amazonwebservices.com.cn", "cn-north-1"},
    {"aws-cn", "iam", fips_dual_stack, "iam-fips.api.amazonwebservices.com.cn", "cn-north-1"},
    {"aws-us-gov", "iam", plain, "iam.us-gov.amazonaws.com", "us-gov-west-1"},
    {"aws-us-gov", "iam", fips, "iam.us-gov.amazonaws.com", "us-gov-west-1"},
    {"aws-us-gov", "iam", dual_stack, "iam.us-gov.api.aws", "us-gov-west-1"},
    {"aws-us-gov", "iam", fips_dual_stack, "iam.us-gov.api.aws", "us-gov-west-1"},
    {"aws-eusc", "iam", plain, "iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"},
    {"aws-eusc", "iam", fips, "iam-fips.amazonaws.eu", "eusc-de-east-1"},
    {"aws-iso", "iam", plain, "iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"},
    {"aws-iso", "iam", fips, "iam-fips.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"},
    {"aws-iso-b", "iam", plain, "iam.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"},
    {"aws-iso-b", "iam", fips, "iam-fips.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"},
    {"aws-iso-e", "iam", plain, "iam.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1"},
    {"aws-iso-e", "iam", fips, "iam-fips.cloud.adc-e.uk", "eu-isoe-west-1"},
    {"aws-iso-f", "iam", plain, "iam.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1"},
    {"aws-iso-f", "iam", fips, "iam-fips.csp.hci.ic.gov", "us-isof-south-1"},
    {"aws", "sts", plain, "sts.amazonaws.com", "us-east-1", true},
    {"aws", "s3", plain, "s3.amazonaws.com", "us-east-1", true},
    {"aws-us-gov", "sts", fips, "sts.{region}.amazonaws.com", ""},
    {"aws-us-gov", "sso", fips, "portal.sso.{region}.amazonaws.com", ""},
    {"aws-us-gov", "sso-oidc", fips, "oidc.{region}.amazonaws.com", ""},
}};

struct OldLocation {
    std::string_view partition;
    std::string_view location;
    std::string_view region;
};

constexpr std::array<OldLocation, 2> old_locations{{
    {"aws", "", "us-east-1"},
    {"aws", "EU", "eu-west-1"},
}};

bool is_word(std::string_view text) {
    const auto fits = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    };
    return !text.empty() && std::all_of(text.begin(), text.end(), fits);
}

bool is_number(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "us-gov" of "us-gov-west-1", "" where the region is not written so.
std::string_view area_of(std::string_view region) {
    const auto number = region.rfind('-');
    if (number == std::string_view::npos || number == 0) return {};
    const auto word = region.rfind('-', number - 1);
    if (word == std::string_view::npos) return {};
    const bool fits = is_word(region.substr(word + 1, number - word - 1)) && is_number(region.substr(number + 1));
    return fits ? region.substr(0, word) : std::string_view{};
}

bool has_region(const Partition& partition, std::string_view region) {
    if (region == partition.global_name) return true;
    const auto area = area_of(region);
    const auto areas = split(partition.areas, ' ');
    return !area.empty() && std::find(areas.begin(), areas.end(), area) != areas.end();
}

}  // namespace

const Partition* find_partition(std::string_view region) {
    for (const auto& partition : all_partitions)
        if (has_region(partition, region)) return &partition;
    return nullptr;
}

ServiceHost service_host(std::string_view service) {
    for (const auto& host : service_hosts)
        if (host.service == service) return host;
    return {.service = service, .host = service, .signing_name = service, .url_key = service};
}

const SpecialHost* find_special_host(const Partition& partition, std::string_view service, std::string_view region,
                                     HostForm form) {
    for (const auto& host : special_hosts)
        if (host.partition == partition.id && host.service == service && host.form == form &&
            (!host.only_for_global_name || region == partition.global_name))
            return &host;
    return nullptr;
}

bool is_global_service(const Partition& partition, std::string_view service) {
    return std::any_of(special_hosts.begin(), special_hosts.end(), [&](const SpecialHost& host) {
        return host.partition == partition.id && host.service == service && host.form == plain &&
               !host.only_for_global_name;
    });
}

std::string region_of_location(std::string_view location, std::string_view asked_in) {
    const auto* partition = find_partition(asked_in);
    for (const auto& old : old_locations)
        if (partition != nullptr && old.partition == partition->id && old.location == location)
            return std::string{old.region};
    return std::string{location};
}

}  // namespace iamirror::aws
