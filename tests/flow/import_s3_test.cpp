// Buckets and access points into the mirror, one call about each: what one bucket refuses costs the others nothing.
#include <gmock/gmock.h>

#include "tests/flow/flow_test.h"

namespace iamirror::testing {
namespace {

using ::testing::HasSubstr;

class ImportS3 : public FlowTest {
  protected:
    // Faults calls of that action about that bucket or access point.
    void spoil(const std::string& action, const std::string& path, int status, const std::string& code) {
        proxy_->set_rewrite([=](const Call& call, Response& answer) {
            if (call.action != action || call.path != path) return;
            answer = error_for(call, status, code, "as the test wants it");
        });
    }

    static void tag(const StandIn& aws, const std::string& bucket, const std::string& team) {
        aws.s3("PUT", "/" + bucket + "?tagging",
               "<Tagging><TagSet><Tag><Key>team</Key><Value>" + team + "</Value></Tag></TagSet></Tagging>");
    }

    std::string bucket(const std::string& column, const std::string& name) const {
        return value("select (" + column + ")::text from aws.aws_s3_bucket where name = '" + name + "'");
    }
    std::string scope(const std::string& column, const std::string& type) const {
        return value("select coalesce(" + column + "::text, '') from ops.scope_current where resource_type = '" + type +
                     "'");
    }
    std::string gaps() const {
        return value(
            "select coalesce(string_agg(resource_type || ' ' || object_id || ' ' || status || ' ' || "
            "coalesce(missing_permission, '-'), ', '), '') from ops.scope_object where run_id = (select max(run_id) "
            "from ops.run)");
    }
};

TEST_F(ImportS3, TakesEveryPartOfABucket) {
    sample_account();
    import();
    EXPECT_EQ(bucket("arn", "sales-data"), "arn:aws:s3:::sales-data");
    EXPECT_EQ(bucket("region", "sales-data"), "us-east-1");
    EXPECT_EQ(bucket("tags ->> 'team'", "sales-data"), "data");
    EXPECT_EQ(bucket("policy #>> '{Statement,0,Action}'", "sales-data"), "s3:*");
    EXPECT_EQ(bucket("bucket_policy_is_public", "sales-data"), "false");
    EXPECT_EQ(bucket("bucket_policy_is_public", "company-website"), "true");
    EXPECT_EQ(bucket("block_public_acls and restrict_public_buckets", "sales-data"), "true");
    EXPECT_EQ(bucket("block_public_acls or restrict_public_buckets", "app-config"), "false");
    EXPECT_EQ(bucket("versioning_enabled", "sales-data"), "true");
    EXPECT_EQ(bucket("_versioning_status", "app-config"), "Unversioned");
    EXPECT_EQ(bucket("object_ownership_controls", "sales-data"),
              R"({"Rules": [{"ObjectOwnership": "BucketOwnerEnforced"}]})");
    EXPECT_EQ(bucket("acl #>> '{Grants,1,Grantee,URI}'", "access-logs"),
              "http://acs.amazonaws.com/groups/s3/LogDelivery");
    EXPECT_EQ(bucket("logging ->> 'TargetBucket'", "sales-data"), "access-logs");
    EXPECT_EQ(bucket("server_side_encryption_configuration #>> "
                     "'{Rules,0,ApplyServerSideEncryptionByDefault,SSEAlgorithm}'",
                     "company-backups"),
              "aws:kms");
}

TEST_F(ImportS3, TakesAccessPointsAndTheAccountsSettings) {
    sample_account();
    import();
    EXPECT_EQ(value("select string_agg(name || ' ' || bucket_name || ' ' || network_origin || ' ' || (policy is not "
                    "null)::text, ', ' order by name) from aws.aws_s3_access_point"),
              "backups-inside company-backups VPC false, sales-analysts sales-data Internet true");
    EXPECT_EQ(value("select akas ->> 0 from aws.aws_s3_account_settings where block_public_acls and not "
                    "block_public_policy"),
              "arn:aws:s3::123456789012");
}

TEST_F(ImportS3, WithoutASettingOfTheAccountNothingIsBlocked) {
    bare_account();
    import();
    EXPECT_EQ(value("select (block_public_acls or block_public_policy or ignore_public_acls or "
                    "restrict_public_buckets)::text from aws.aws_s3_account_settings"),
              "false");
}

TEST_F(ImportS3, WhatOneBucketDeniesIsAGapAndTheOthersAreRead) {
    const StandIn& aws = sample_account();
    import();
    tag(aws, "sales-data", "moved");
    tag(aws, "app-config", "web");
    spoil("GetBucketTagging", "/sales-data", 403, "AccessDenied");
    import(4);
    EXPECT_EQ(bucket("tags ->> 'team'", "sales-data"), "data");
    EXPECT_EQ(bucket("tags ->> 'team'", "app-config"), "web");
    EXPECT_EQ(scope("status", "aws_s3_bucket/GetBucketTagging"), "denied");
    EXPECT_EQ(scope("objects", "aws_s3_bucket/GetBucketTagging"), "5");
    EXPECT_EQ(scope("missing_permission", "aws_s3_bucket/GetBucketTagging"), "s3:GetBucketTagging");
    EXPECT_THAT(scope("error_message", "aws_s3_bucket/GetBucketTagging"), HasSubstr("1 of 6"));
    EXPECT_EQ(gaps(), "aws_s3_bucket/GetBucketTagging sales-data denied s3:GetBucketTagging");
    EXPECT_EQ(scope("status", "aws_s3_bucket"), "complete");
    EXPECT_EQ(scope("status", "aws_s3_bucket/GetBucketPolicy"), "complete");
}

TEST_F(ImportS3, ABucketThatGoesMeanwhileIsNoFailure) {
    sample_account();
    import();
    spoil("GetBucketAcl", "/app-config", 404, "NoSuchBucket");
    import();
    EXPECT_EQ(gaps(), "aws_s3_bucket/GetBucketAcl app-config skipped -");
    EXPECT_EQ(bucket("acl is not null", "app-config"), "true");
}

TEST_F(ImportS3, WithoutTheListNothingIsAskedAndEverythingStays) {
    sample_account();
    import();
    const std::string before = snapshot();
    proxy_->clear_calls();
    proxy_->inject({.fault = "access_denied", .action = "ListBuckets"});
    import(4);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(scope("missing_permission", "aws_s3_bucket"), "s3:ListAllMyBuckets");
    EXPECT_EQ(scope("status", "aws_s3_bucket/GetBucketAcl"), "denied");
    for (const Call& call : proxy_->calls()) EXPECT_NE(call.action, "GetBucketAcl");
    EXPECT_EQ(scope("status", "aws_s3_access_point"), "complete");
}

TEST_F(ImportS3, ABucketDeletedIsHistory) {
    const StandIn& aws = sample_account();
    import();
    aws.s3("DELETE", "/query-results");
    import();
    EXPECT_EQ(number("select count(*) from aws.aws_s3_bucket where name = 'query-results'"), 0);
    EXPECT_EQ(number("select count(*) from aws_history.aws_s3_bucket where name = 'query-results' and not is_current"),
              1);
}

TEST_F(ImportS3, AsksForAccessPointsInTheRegionsThatAreNamed) {
    sample_account();
    import(0, {"--regions", "eu-west-1"});
    std::vector<std::string> regions;
    for (const Call& call : proxy_->calls())
        if (call.action == "ListAccessPoints") regions.push_back(call.region);
    EXPECT_EQ(regions, std::vector<std::string>{"eu-west-1"});
    EXPECT_EQ(number("select count(*) from aws.aws_s3_access_point where region = 'eu-west-1'"), 2);
}

}  // namespace
}  // namespace iamirror::testing
