#include "aws/partitions.h"

#include <algorithm>
#include <array>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

constexpr std::array<Partition, 8> all_partitions{{
    {"aws", "us eu ap sa ca me af il mx", "amazonaws.com", "aws-global", "us-east-1"},
    {"aws-cn", "cn", "amazonaws.com.cn", "aws-cn-global", "cn-northwest-1"},
    {"aws-us-gov", "us-gov", "amazonaws.com", "aws-us-gov-global", "us-gov-west-1"},
    {"aws-eusc", "eusc-de", "amazonaws.eu", "aws-eusc-global", "eusc-de-east-1"},
    {"aws-iso", "us-iso", "c2s.ic.gov", "aws-iso-global", "us-iso-east-1"},
    {"aws-iso-b", "us-isob", "sc2s.sgov.gov", "aws-iso-b-global", "us-isob-east-1"},
    {"aws-iso-e", "eu-isoe", "cloud.adc-e.uk", "aws-iso-e-global", "eu-isoe-west-1"},
    {"aws-iso-f", "us-isof", "csp.hci.ic.gov", "aws-iso-f-global", "us-isof-south-1"},
}};

constexpr std::array<SingleEndpoint, 9> single_endpoints{{
    {"aws", "iam", "iam.amazonaws.com", "us-east-1"},
    {"aws-cn", "iam", "iam.cn-north-1.amazonaws.com.cn", "cn-north-1"},
    {"aws-us-gov", "iam", "iam.us-gov.amazonaws.com", "us-gov-west-1"},
    {"aws-eusc", "iam", "iam.eusc-de-east-1.amazonaws.eu", "eusc-de-east-1"},
    {"aws-iso", "iam", "iam.us-iso-east-1.c2s.ic.gov", "us-iso-east-1"},
    {"aws-iso-b", "iam", "iam.us-isob-east-1.sc2s.sgov.gov", "us-isob-east-1"},
    {"aws-iso-e", "iam", "iam.eu-isoe-west-1.cloud.adc-e.uk", "eu-isoe-west-1"},
    {"aws-iso-f", "iam", "iam.us-isof-south-1.csp.hci.ic.gov", "us-isof-south-1"},
    {"aws", "sts", "sts.amazonaws.com", "us-east-1", true},
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

const SingleEndpoint* find_single_endpoint(const Partition& partition, std::string_view service,
                                           std::string_view region) {
    for (const auto& endpoint : single_endpoints)
        if (endpoint.partition == partition.id && endpoint.service == service &&
            (!endpoint.only_for_global_name || region == partition.global_name))
            return &endpoint;
    return nullptr;
}

}  // namespace iamirror::aws
