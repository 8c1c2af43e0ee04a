// Where services are called, against the published cases and the partitions' own table.
#include "aws/endpoint.h"

#include <gtest/gtest.h>

#include <iostream>
#include <set>

#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

std::string url_of(const Endpoint& endpoint) {
    return endpoint.scheme + "://" + endpoint.host + (endpoint.path == "/" ? "" : endpoint.path);
}

bool is_set(const nlohmann::json& parameters, const char* name) {
    return parameters.value(name, false);
}

struct Count {
    int run = 0;
    int left_out = 0;  // FIPS, dual-stack, STS's old global endpoint: not there yet
};

void check(const std::string& service, const nlohmann::json& entry) {
    const auto parameters = entry.value("params", nlohmann::json::object());
    const auto endpoint =
        resolve_endpoint(service, parameters.value("Region", ""), {.url = parameters.value("Endpoint", "")});
    const auto& expected = entry["expect"];
    ASSERT_EQ(endpoint.ok(), expected.contains("endpoint")) << entry;
    if (!endpoint) return;
    EXPECT_EQ(url_of(*endpoint), expected["endpoint"]["url"]) << entry;
    const auto scheme = expected["endpoint"].value("/properties/authSchemes/0"_json_pointer, nlohmann::json::object());
    if (scheme.contains("signingRegion")) {
        EXPECT_EQ(endpoint->signing_region, scheme["signingRegion"]) << entry;
    }
    if (scheme.contains("signingName")) {
        EXPECT_EQ(endpoint->signing_name, scheme["signingName"]) << entry;
    }
}

Count run_cases(const std::string& service) {
    Count count;
    const auto cases = read_json(*corpora() / "endpoints" / (service + ".json"));
    for (const auto& entry : cases["testCases"]) {
        const auto parameters = entry.value("params", nlohmann::json::object());
        const bool is_later = is_set(parameters, "UseFIPS") || is_set(parameters, "UseDualStack") ||
                              is_set(parameters, "UseGlobalEndpoint");
        ++(is_later ? count.left_out : count.run);
        if (!is_later) check(service, entry);
    }
    std::cout << service << ": " << count.run << " cases run, " << count.left_out
              << " left out (FIPS, dual-stack, global STS)\n";
    return count;
}

TEST(EndpointPublished, Iam) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_GE(run_cases("iam").run, 9);
}

TEST(EndpointPublished, Sts) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_GE(run_cases("sts").run, 30);
}

TEST(EndpointPublished, EveryRegionIsOfItsPartition) {
    IAMIRROR_NEEDS_CORPORA();
    int regions = 0;
    const auto table = read_json(*corpora() / "endpoints/partitions.json");
    for (const auto& partition : table["partitions"])
        for (const auto& [region, facts] : partition["regions"].items()) {
            ++regions;
            EXPECT_EQ(partition_of_region(region), partition["id"]) << region;
            const auto endpoint = resolve_endpoint("organizations", region, {});
            ASSERT_TRUE(endpoint.ok());
            EXPECT_TRUE(endpoint->host.ends_with("." + partition["outputs"]["dnsSuffix"].get<std::string>()));
        }
    std::cout << regions << " regions\n";
    EXPECT_GT(regions, 40);
}

TEST(Endpoint, RegionOfTomorrowFitsByItsForm) {
    EXPECT_EQ(partition_of_region("eu-north-7"), "aws");
    EXPECT_EQ(partition_of_region("us-gov-north-1"), "aws-us-gov");
    EXPECT_EQ(partition_of_region("us-iso-west-9"), "aws-iso");
    EXPECT_EQ(partition_of_region("cn-south-1"), "aws-cn");
}

TEST(Endpoint, RefusesWhatIsNoRegion) {
    for (const auto* region : {"", "-", "--", "us-east", "us-east-", "us--1", "useast1", "us-east-1.evil.example",
                               "-east-1", "us-east-1/", "us-east-1\r\nHost: x", "US-EAST-1"}) {
        EXPECT_EQ(partition_of_region(region), "") << region;
        const auto endpoint = resolve_endpoint("iam", region, {});
        ASSERT_FALSE(endpoint.ok()) << region;
        EXPECT_EQ(endpoint.error().kind, ErrorKind::usage);
    }
}

TEST(Endpoint, OverrideOfTheServiceComesFirst) {
    const EndpointSettings settings{.url = "http://127.0.0.1:5000",
                                    .service_url = {{"iam", "https://iam.example/base/"}}};
    EXPECT_EQ(url_of(*resolve_endpoint("iam", "eu-west-1", settings)), "https://iam.example/base/");
    EXPECT_EQ(url_of(*resolve_endpoint("sts", "eu-west-1", settings)), "http://127.0.0.1:5000");
}

TEST(Endpoint, OverrideKeepsTheSigningRegion) {
    const EndpointSettings settings{.url = "http://[::1]:80"};
    EXPECT_EQ(resolve_endpoint("iam", "cn-northwest-1", settings)->signing_region, "cn-north-1");
    EXPECT_EQ(resolve_endpoint("sts", "cn-northwest-1", settings)->signing_region, "cn-northwest-1");
    EXPECT_EQ(resolve_endpoint("sts", "garage", settings)->signing_region, "garage");
}

TEST(Endpoint, RefusesOverridesThatAreNoUrl) {
    for (const auto* url :
         {"localhost:5000", "ftp://host", "http://", "http://user:pass@host", "http://host?x", "http://host/ x",
          "https://a b", "http://host/\r\nX: y", "://host", "http:///path", "http://:80"}) {
        const auto endpoint = resolve_endpoint("iam", "us-east-1", {.url = url});
        ASSERT_FALSE(endpoint.ok()) << url;
        EXPECT_EQ(endpoint.error().kind, ErrorKind::usage);
        EXPECT_EQ(endpoint.error().message.find("pass"), std::string::npos);
    }
}

}  // namespace
}  // namespace iamirror::aws
