#include "tests/resources/read_rows.h"

namespace iamirror::sync {

TEST(AwsS3AccessPoint, IsKeyedByItsAlias) {
    const auto type = type_named("aws_s3_access_point");
    const auto rows = read_rows(type.primary, {R"(<ListAccessPointsResult><AccessPointList><AccessPoint>
<Name>analysts</Name><NetworkOrigin>VPC</NetworkOrigin><VpcConfiguration><VpcId>vpc-1</VpcId></VpcConfiguration>
<Bucket>data</Bucket><BucketAccountId>210987654321</BucketAccountId>
<AccessPointArn>arn:aws:s3:eu-west-1:123456789012:accesspoint/analysts</AccessPointArn>
<Alias>analysts-abc-s3alias</Alias></AccessPoint></AccessPointList></ListAccessPointsResult>)"});
    ASSERT_TRUE(rows.ok()) << describe(rows.error());
    const auto& row = rows->front();
    EXPECT_EQ(row.object_id, "analysts-abc-s3alias");
    EXPECT_EQ(row.name, "analysts");
    EXPECT_EQ(row.columns.at("vpc_id"), "vpc-1");
    EXPECT_EQ(row.columns.at("bucket_account_id"), "210987654321");
    EXPECT_TRUE(type.is_regional);
}

TEST(AwsS3AccessPoint, KeepsItsEndpointsAndSettings) {
    Row row;
    const auto document = aws::Document::from_xml(R"(<GetAccessPointResult>
<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>
<CreationDate>2026-01-01T00:00:00Z</CreationDate>
<Endpoints><entry><key>ipv4</key><value>s3-accesspoint.eu-west-1.example</value></entry></Endpoints>
</GetAccessPointResult>)");
    ASSERT_TRUE(document.ok());
    read_columns(type_named("aws_s3_access_point").enrichments.at(0).columns, document->root(), row);
    EXPECT_EQ(row.columns.at("endpoints"), (nlohmann::json{{"ipv4", "s3-accesspoint.eu-west-1.example"}}));
    EXPECT_EQ(row.columns.at("block_public_acls"), true);
    EXPECT_EQ(row.columns.at("block_public_policy"), false);
    EXPECT_EQ(row.columns.at("creation_date"), "2026-01-01T00:00:00Z");
}

}  // namespace iamirror::sync
