// Buckets and access points made and read through the Client, over the real transport, against the stand-in.
#include <gtest/gtest.h>

#include <memory>

#include "aws/absence.h"
#include "aws/client.h"
#include "aws/curl_transport.h"
#include "aws/operations/s3.h"
#include "aws/operations/s3_control.h"
#include "aws/pager.h"
#include "aws/partitions.h"
#include "tests/aws/scripted.h"
#include "tests/support/stand_in.h"

namespace iamirror::aws {
namespace {

const std::string account = testing::example_account_id;

// What the export does not write and the test needs.
Operation create_bucket() {
    return {.service = "s3",
            .name = "CreateBucket",
            .protocol = Protocol::rest_xml,
            .is_write = true,
            .endpoint_parameter = "Bucket",
            .http = {.method = "PUT",
                     .uri = "/",
                     .body_root = "CreateBucketConfiguration",
                     .body_namespace = "http://s3.amazonaws.com/doc/2006-03-01/",
                     .promise = Promise::nothing}};
}

Operation put(const std::string& name, const std::string& part, const std::string& root) {
    auto operation = create_bucket();
    operation.name = name;
    operation.http.uri = "/?" + part;
    operation.http.body_root = root;
    operation.http.has_checksum = true;
    return operation;
}

class S3StandIn : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { stand_in = std::make_unique<testing::StandIn>(); }
    static void TearDownTestSuite() { stand_in.reset(); }

    void SetUp() override {
        stand_in->reset();
        credentials_.credentials = Credentials{.access_key_id = testing::example_access_key_id,
                                               .secret_access_key = Secret{"secret"},
                                               .session_token = Secret{""},
                                               .expires_at = {},
                                               .source = "environment"};
        client_ = std::make_unique<Client>(ClientParts{.transport = &transport_,
                                                       .clock = &clock_,
                                                       .credentials = &credentials_,
                                                       .observer = nullptr,
                                                       .endpoints = {.url = stand_in->url()},
                                                       .region = "eu-west-1",
                                                       .retry = {.max_attempts = 2}});
        done(create_bucket(), {{"Bucket", "data.dots"}, {"LocationConstraint", "eu-west-1"}});
    }

    void done(const Operation& operation, const Parameters& parameters) {
        const auto answer = client_->call(operation, parameters);
        ASSERT_TRUE(answer.ok()) << describe(answer.error());
    }

    std::string read(const Operation& operation, Parameters parameters, const std::string& path) {
        const auto answer = client_->call(operation, parameters);
        return answer ? answer->result.text(path).value_or("(absent)") : describe(answer.error());
    }

    Error error(const Operation& operation, const Parameters& parameters) {
        const auto answer = client_->call(operation, parameters);
        return answer ? Error{.message = "no error"} : answer.error();
    }

    std::vector<std::string> listed(const Operation& operation, Paging paging, const std::string& path,
                                    const Parameters& parameters = {}) {
        std::vector<std::string> found;
        ListingSummary summary;
        const auto status = for_each_page(
            *client_, operation, paging, parameters,
            [&](const Node& result) -> Status {
                for (const auto& node : result.all(path)) found.push_back(*node.text());
                return Done{};
            },
            summary);
        EXPECT_TRUE(status.ok()) << describe(status.error());
        pages_ = summary.pages;
        return found;
    }

    const Parameters bucket_{{"Bucket", "data.dots"}};
    long pages_ = 0;
    CurlTransport transport_;
    SystemClock clock_;
    GivenCredentials credentials_;
    std::unique_ptr<Client> client_;
    static std::unique_ptr<testing::StandIn> stand_in;
};
std::unique_ptr<testing::StandIn> S3StandIn::stand_in;

TEST_F(S3StandIn, ListsBucketsAndTheirRegions) {
    done(create_bucket(), {{"Bucket", "plain"}, {"LocationConstraint", "eu-west-1"}});
    EXPECT_EQ(listed(s3::list_buckets(), s3::bucket_pages(), "Buckets/Bucket/Name"),
              (std::vector<std::string>{"data.dots", "plain"}));
    EXPECT_EQ(region_of_location(read(s3::get_bucket_location(), bucket_, ""), "eu-west-1"), "eu-west-1");
    const auto head = client_->call(s3::head_bucket(), bucket_);
    ASSERT_TRUE(head.ok()) << describe(head.error());
    EXPECT_EQ((HttpResponse{.headers = head->headers}.header("x-amz-bucket-region")), "eu-west-1");
}

TEST_F(S3StandIn, TellsWhatABucketHasNot) {
    for (const auto& operation : {s3::get_bucket_policy(), s3::get_bucket_tagging(), s3::get_public_access_block(),
                                  s3::get_bucket_encryption(), s3::get_bucket_ownership_controls()}) {
        EXPECT_TRUE(is_not_configured(error(operation, bucket_))) << operation.name;
        EXPECT_TRUE(is_gone(error(operation, {{"Bucket", "missing"}}))) << operation.name;
    }
    EXPECT_EQ(read(s3::get_bucket_versioning(), bucket_, "Status"), "(absent)");
    EXPECT_EQ(read(s3::get_bucket_logging(), bucket_, "LoggingEnabled"), "(absent)");
    EXPECT_TRUE(is_gone(error(s3::head_bucket(), {{"Bucket", "missing"}})));
}

TEST_F(S3StandIn, ReadsWhatWasWritten) {
    const std::string policy = "{\"Version\": \"2012-10-17\", \"Statement\": []}";
    done(s3::put_bucket_policy(), {{"Bucket", "data.dots"}, {"Policy", policy}});
    EXPECT_EQ(read(s3::get_bucket_policy(), bucket_, ""), policy);
    done(s3::delete_bucket_policy(), bucket_);
    EXPECT_TRUE(is_not_configured(error(s3::get_bucket_policy(), bucket_)));
    done(put("PutBucketTagging", "tagging", "Tagging"), {{"Bucket", "data.dots"},
                                                         {"TagSet/Tag.1/Key", "a&b"},
                                                         {"TagSet/Tag.1/Value", "<é😀>"},
                                                         {"TagSet/Tag.2/Key", "c"},
                                                         {"TagSet/Tag.2/Value", ""}});
    EXPECT_EQ(read(s3::get_bucket_tagging(), bucket_, "TagSet/Tag/Value"), "<é😀>");
    done(put("PutPublicAccessBlock", "publicAccessBlock", "PublicAccessBlockConfiguration"),
         {{"Bucket", "data.dots"}, {"BlockPublicAcls", "true"}});
    EXPECT_EQ(read(s3::get_public_access_block(), bucket_, "BlockPublicAcls"), "true");
    done(put("PutBucketVersioning", "versioning", "VersioningConfiguration"),
         {{"Bucket", "data.dots"}, {"Status", "Enabled"}});
    EXPECT_EQ(read(s3::get_bucket_versioning(), bucket_, "Status"), "Enabled");
    EXPECT_EQ(read(s3::get_bucket_acl(), bucket_, "AccessControlList/Grant/Permission"), "FULL_CONTROL");
}

TEST_F(S3StandIn, TellsWhetherAPolicyIsPublic) {
    EXPECT_TRUE(is_not_configured(error(s3::get_bucket_policy_status(), bucket_)));
    done(
        s3::put_bucket_policy(),
        {{"Bucket", "data.dots"},
         {"Policy", R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject",)"
                    R"("Resource":"arn:aws:s3:::data.dots/*"}]})"}});
    EXPECT_EQ(read(s3::get_bucket_policy_status(), bucket_, "IsPublic"), "TRUE");
}

TEST_F(S3StandIn, MakesAndReadsAccessPoints) {
    for (const auto* name : {"first", "second", "third"})
        done(s3_control::create_access_point(),
             {{"AccountId", account}, {"Name", name}, {"Bucket", "data.dots"}, {"VpcConfiguration/VpcId", "vpc-1"}});
    auto paging = s3_control::access_point_pages();
    paging.size = 2;
    EXPECT_EQ(
        listed(s3_control::list_access_points(), paging, "AccessPointList/AccessPoint/Name", {{"AccountId", account}})
            .size(),
        3u);
    EXPECT_EQ(pages_, 2);
    const Parameters first{{"AccountId", account}, {"Name", "first"}};
    EXPECT_EQ(read(s3_control::get_access_point(), first, "VpcConfiguration/VpcId"), "vpc-1");
    EXPECT_TRUE(is_not_configured(error(s3_control::get_access_point_policy(), first)));
    auto with_policy = first;
    with_policy.emplace_back("Policy", "{\"Statement\": []}");
    done(s3_control::put_access_point_policy(), with_policy);
    EXPECT_EQ(read(s3_control::get_access_point_policy(), first, "Policy"), "{\"Statement\": []}");
    EXPECT_EQ(read(s3_control::get_access_point_policy_status(), first, "PolicyStatus/IsPublic"), "true");
    done(s3_control::delete_access_point_policy(), first);
    done(s3_control::delete_access_point(), first);
    EXPECT_TRUE(is_gone(error(s3_control::get_access_point(), first)));
    EXPECT_TRUE(is_not_configured(error(s3_control::get_public_access_block(), {{"AccountId", account}})));
}

}  // namespace
}  // namespace iamirror::aws
