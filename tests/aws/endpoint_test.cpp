// Where services are called, against the published cases and the partitions' own table.
#include "aws/endpoint.h"

#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "aws/partitions.h"
#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

std::string url_of(const Endpoint& endpoint) {
    return endpoint.scheme + "://" + endpoint.host + (endpoint.path == "/" ? "" : endpoint.path);
}

bool is_set(const nlohmann::json& parameters, const char* name) {
    return parameters.value(name, false);
}

bool names(const nlohmann::json& parameters, std::string_view text) {
    return parameters.dump().find(text) != std::string::npos;
}

// Why a case is not of an operation or setting that we have, "" if it is.
std::string left_out(const std::string& service, const nlohmann::json& entry) {
    const auto parameters = entry.value("params", nlohmann::json::object());
    if (is_set(parameters, "Accelerate")) return "accelerate";
    if (names(parameters, "outpost") || names(parameters, "--op-s3") || parameters.contains("OutpostId"))
        return "Outposts";
    if (names(parameters, "object-lambda") || is_set(parameters, "UseObjectLambdaEndpoint")) return "Object Lambda";
    if (names(parameters, "s3express") || names(parameters, "-s3\"") ||
        is_set(parameters, "UseS3ExpressControlEndpoint"))
        return "S3 Express, a service of its own";
    if (names(parameters, ".mrap") && entry["expect"].contains("endpoint")) return "many regions, signed by SigV4A";
    if (is_set(parameters, "DisableAccessPoints")) return "operations that take no access point";
    if (!parameters.value("UseArnRegion", true)) return "UseArnRegion=false, no setting of ours";
    if (service == "sts" && is_set(parameters, "UseGlobalEndpoint")) return "STS's old global endpoint";
    return "";
}

EndpointSettings settings_of(const nlohmann::json& parameters) {
    const bool is_path = is_set(parameters, "ForcePathStyle");
    return {.url = parameters.value("Endpoint", ""),
            .service_url = {},
            .use_fips = is_set(parameters, "UseFIPS"),
            .use_dual_stack = is_set(parameters, "UseDualStack"),
            .s3_addressing = is_path ? Addressing::path : Addressing::host};
}

EndpointQuery query_of(const std::string& service, const nlohmann::json& parameters) {
    EndpointQuery query{.service = service, .region = parameters.value("Region", ""), .name = std::nullopt};
    // The old global endpoint of S3 is of us-east-1 only.
    if (service == "s3" && is_set(parameters, "UseGlobalEndpoint") && query.region == "us-east-1")
        query.region = "aws-global";
    if (service == "s3" && parameters.contains("Bucket")) query.name = parameters["Bucket"];
    if (service == "s3control" && is_set(parameters, "RequiresAccountId"))
        query.name = parameters.value("AccountId", "");
    return query;
}

void check(const std::string& service, const nlohmann::json& entry) {
    const auto parameters = entry.value("params", nlohmann::json::object());
    const auto endpoint = resolve_endpoint(query_of(service, parameters), settings_of(parameters));
    const auto& expected = entry["expect"];
    ASSERT_EQ(endpoint.ok(), expected.contains("endpoint")) << entry;
    if (!endpoint) return;
    EXPECT_EQ(url_of(*endpoint), expected["endpoint"]["url"].get<std::string>()) << entry;
    const auto scheme = expected["endpoint"].value("/properties/authSchemes/0"_json_pointer, nlohmann::json::object());
    if (scheme.contains("signingRegion")) {
        EXPECT_EQ(endpoint->signing_region, scheme["signingRegion"].get<std::string>()) << entry;
    }
    if (scheme.contains("signingName")) {
        EXPECT_EQ(endpoint->signing_name, scheme["signingName"].get<std::string>()) << entry;
    }
}

int run_cases(const std::string& service) {
    int run = 0;
    std::map<std::string, int> others;
    const auto cases = read_json(*corpora() / "endpoints" / (service + ".json"));
    for (const auto& entry : cases["testCases"]) {
        const auto reason = left_out(service, entry);
        if (reason.empty()) check(service, entry);
        reason.empty() ? ++run : ++others[reason];
    }
    std::cout << service << ": " << run << " cases run\n";
    for (const auto& [reason, count] : others) std::cout << "  " << count << " left out: " << reason << "\n";
    return run;
}

TEST(EndpointPublished, Iam) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_EQ(run_cases("iam"), 26);
}

TEST(EndpointPublished, Sts) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_EQ(run_cases("sts"), 51);
}

TEST(EndpointPublished, IdentityCenterForSignIn) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_EQ(run_cases("sso"), 40);
    EXPECT_EQ(run_cases("sso-oidc"), 40);
}

TEST(EndpointPublished, S3) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_EQ(run_cases("s3"), 176);
}

TEST(EndpointPublished, S3Control) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_EQ(run_cases("s3control"), 38);
}

std::string s3_url(const std::string& bucket, const EndpointSettings& settings) {
    const auto endpoint = resolve_endpoint({.service = "s3", .region = "eu-west-1", .name = bucket}, settings);
    return endpoint ? url_of(*endpoint) : endpoint.error().message;
}

TEST(EndpointS3, OverrideIsLeftAloneUnlessHostsAreAskedFor) {
    EndpointSettings settings{.url = "https://storage.example"};
    EXPECT_EQ(s3_url("data", settings), "https://storage.example/data");
    settings.s3_addressing = Addressing::host;
    EXPECT_EQ(s3_url("data", settings), "https://data.storage.example");
    EXPECT_EQ(s3_url("data.dots", settings), "https://storage.example/data.dots");
    settings.url = "http://127.0.0.1:5000";
    EXPECT_EQ(s3_url("data", settings), "http://127.0.0.1:5000/data");
    EXPECT_EQ(url_of(*resolve_endpoint({.service = "s3control", .region = "eu-west-1", .name = "123456789012"},
                                       {.url = "http://127.0.0.1:5000"})),
              "http://127.0.0.1:5000");
}

TEST(EndpointS3, ServiceOverrideOfS3ControlHasAnUnderscore) {
    const EndpointSettings settings{.service_url = {{"s3_control", "https://c.example"}, {"s3", "https://s.example"}}};
    EXPECT_EQ(url_of(*resolve_endpoint({.service = "s3control", .region = "eu-west-1", .name = "1"}, settings)),
              "https://c.example");
    EXPECT_EQ(s3_url("data", settings), "https://s.example/data");
}

// As AWS writes such ARNs, and with the colon of the published cases.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
TEST(EndpointS3, AccessPointIsAHostOfItsOwn) {
    for (const char* separator : {"/", ":"})
        EXPECT_EQ(s3_url(std::string("arn:aws:s3:eu-west-1:123456789012:accesspoint") + separator + "point", {}),
                  "https://point-123456789012.s3-accesspoint.eu-west-1.amazonaws.com");
}

TEST(EndpointS3, NameThatIsNoneIsRefused) {
    for (const auto* bucket : {"", "arn:aws:s3:eu-west-1:1:accesspoint:", "arn:aws:s3:eu-west-1:1:accesspoint:a/b",
                               "arn:aws:s3:eu-west-1:1:accesspoint/", "arn:aws:s3:eu-west-1:1:accesspoint/a/b",
                               "arn:aws:s3:eu-west-1:1:accesspoint:a.evil.example", "arn:aws:iam::1:role/r"}) {
        const auto endpoint = resolve_endpoint({.service = "s3", .region = "eu-west-1", .name = bucket}, {});
        ASSERT_FALSE(endpoint.ok()) << bucket;
        EXPECT_EQ(endpoint.error().kind, ErrorKind::invalid_input);
    }
    EXPECT_FALSE(resolve_endpoint({.service = "s3control", .region = "eu-west-1", .name = "1.evil"}, {}).ok());
}

TEST(EndpointS3, LocationOfOldBuckets) {
    EXPECT_EQ(region_of_location("", "eu-west-3"), "us-east-1");
    EXPECT_EQ(region_of_location("EU", "us-east-1"), "eu-west-1");
    EXPECT_EQ(region_of_location("eu-west-3", "us-east-1"), "eu-west-3");
    EXPECT_EQ(region_of_location("cn-north-1", "cn-north-1"), "cn-north-1");
}

TEST(EndpointPublished, EveryRegionIsOfItsPartition) {
    IAMIRROR_NEEDS_CORPORA();
    int regions = 0;
    const auto table = read_json(*corpora() / "endpoints/partitions.json");
    for (const auto& partition : table["partitions"])
        for (const auto& [region, facts] : partition["regions"].items()) {
            ++regions;
            EXPECT_EQ(partition_of_region(region), partition["id"].get<std::string>()) << region;
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
