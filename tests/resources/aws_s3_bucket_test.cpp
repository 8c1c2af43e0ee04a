#include "tests/resources/read_rows.h"

namespace iamirror::sync {

namespace {

// The enrichment of that name, read as an import reads the answer about one bucket; "" for "not configured".
Row enriched(const std::string& name, const std::string& body) {
    for (const auto& type = type_named("aws_s3_bucket"); const auto& part : type.enrichments) {
        if (part.name != name) continue;
        Row row;
        const auto document = aws::Document::from_xml(body.empty() ? "<a/>" : body);
        EXPECT_TRUE(document.ok());
        const auto result = body.empty() ? aws::Node{} : document->root();
        read_columns(part.columns, result, row);
        if (part.fan_out.fill) part.fan_out.fill(result, "eu-west-1", row);
        return row;
    }
    ADD_FAILURE() << "no enrichment " << name;
    return {};
}

}  // namespace

TEST(AwsS3Bucket, IsKeyedByItsNameAndItsCreationIsActivity) {
    const auto rows = read_rows(type_named("aws_s3_bucket").primary,
                                {"<ListAllMyBucketsResult><Buckets><Bucket><Name>data</Name><BucketRegion>eu-west-1"
                                 "</BucketRegion><CreationDate>2024-02-29T10:00:00.000Z</CreationDate></Bucket>"
                                 "</Buckets></ListAllMyBucketsResult>"});
    ASSERT_TRUE(rows.ok()) << describe(rows.error());
    EXPECT_EQ(rows->front().object_id, "data");
    EXPECT_EQ(rows->front().columns.at("bucket_region"), "eu-west-1");
    EXPECT_EQ(rows->front().columns.count("creation_date"), 0u);
    EXPECT_EQ(rows->front().activity.at("creation_date"), "2024-02-29T10:00:00Z");
}

TEST(AwsS3Bucket, KeepsGrantsWithTheKindOfGrantee) {
    const auto row = enriched("GetBucketAcl",
                              R"(<AccessControlPolicy><Owner><ID>75aa</ID></Owner><AccessControlList>
<Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant>
</AccessControlList></AccessControlPolicy>)");
    const auto& acl = row.columns.at("acl");
    EXPECT_EQ(acl.at("Owner").at("ID"), "75aa");
    ASSERT_EQ(acl.at("Grants").size(), 1u);
    EXPECT_EQ(acl.at("Grants")[0].at("Grantee").at("Type"), "Group");
    EXPECT_EQ(acl.at("Grants")[0].at("Grantee").at("URI"), "http://acs.amazonaws.com/groups/global/AllUsers");
    EXPECT_TRUE(acl.at("Grants")[0].at("Grantee").at("ID").is_null());
    EXPECT_EQ(acl.at("Grants")[0].at("Permission"), "READ");
}

TEST(AwsS3Bucket, ReadsTheCapitalsOfTheReference) {
    EXPECT_EQ(enriched("GetBucketPolicyStatus", "<PolicyStatus><IsPublic>TRUE</IsPublic></PolicyStatus>")
                  .columns.at("bucket_policy_is_public"),
              true);
}

TEST(AwsS3Bucket, WhatIsNotConfiguredHasItsDefault) {
    EXPECT_EQ(enriched("GetBucketTagging", "").columns.at("tags"), nlohmann::json::object());
    EXPECT_TRUE(enriched("GetBucketPolicy", "").columns.at("policy_document").is_null());
    EXPECT_EQ(enriched("GetBucketPolicyStatus", "").columns.at("bucket_policy_is_public"), false);
    EXPECT_EQ(enriched("GetPublicAccessBlock", "").columns.at("restrict_public_buckets"), false);
    EXPECT_TRUE(enriched("GetBucketEncryption", "").columns.at("server_side_encryption_configuration").is_null());
    const auto never = enriched("GetBucketVersioning", "<VersioningConfiguration/>");
    EXPECT_EQ(never.columns.at("versioning_status"), "Unversioned");
    EXPECT_EQ(never.columns.at("versioning_mfa_delete"), "Disabled");
    EXPECT_TRUE(enriched("GetBucketLogging", "<BucketLoggingStatus/>").columns.at("logging").is_null());
}

TEST(AwsS3Bucket, OldLocationsAreRegions) {
    EXPECT_EQ(enriched("GetBucketLocation", "<LocationConstraint/>").columns.at("location"), "us-east-1");
    EXPECT_EQ(enriched("GetBucketLocation", "<LocationConstraint>EU</LocationConstraint>").columns.at("location"),
              "eu-west-1");
}

}  // namespace iamirror::sync
