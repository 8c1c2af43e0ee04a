// S3 buckets. https://docs.aws.amazon.com/AmazonS3/latest/API/API_Bucket.html
#include "aws/operations/s3.h"
#include "aws/partitions.h"
#include "sync/public_access_block.h"

namespace iamirror::sync {

namespace {

// A part that is asked for bucket by bucket.
Part of_each(aws::Operation operation, std::vector<Column> columns) {
    return {.name = operation.name,
            .listing = {.operation = operation},
            .columns = std::move(columns),
            .fan_out = {.parameter = "Bucket"}};
}

// Buckets older than regions have a location without a name.
Part location() {
    auto part = of_each(aws::s3::get_bucket_location(), {});
    part.fan_out.only_unplaced = true;
    part.fan_out.fill = [](const aws::Node& result, const std::string& asked_in, Row& row) {
        row.columns["location"] = aws::region_of_location(result.text().value_or(""), asked_in);
    };
    return part;
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Grant.html
Member grants(const std::string& name, const std::string& path) {
    return {name,
            path,
            Kind::objects,
            {{"Grantee",
              "Grantee",
              Kind::object,
              {{"DisplayName", "DisplayName"},
               {"EmailAddress", "EmailAddress"},
               {"ID", "ID"},
               {"Type", "@xsi:type"},
               {"URI", "URI"}}},
             {"Permission", "Permission"}}};
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketAcl.html
Column acl() {
    return {.name = "acl",
            .path = "",
            .kind = Kind::object,
            .members = {{"Owner", "Owner", Kind::object, {{"DisplayName", "DisplayName"}, {"ID", "ID"}}},
                        grants("Grants", "AccessControlList/Grant")}};
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_OwnershipControls.html
Column ownership() {
    return {.name = "object_ownership_controls",
            .path = "",
            .kind = Kind::object,
            .members = {{"Rules", "Rule", Kind::objects, {{"ObjectOwnership", "ObjectOwnership"}}}}};
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_ServerSideEncryptionConfiguration.html
Column encryption() {
    const Member by_default{"ApplyServerSideEncryptionByDefault",
                            "ApplyServerSideEncryptionByDefault",
                            Kind::object,
                            {{"KMSMasterKeyID", "KMSMasterKeyID"}, {"SSEAlgorithm", "SSEAlgorithm"}}};
    return {
        .name = "server_side_encryption_configuration",
        .path = "",
        .kind = Kind::object,
        .members = {
            {"Rules", "Rule", Kind::objects, {by_default, {"BucketKeyEnabled", "BucketKeyEnabled", Kind::boolean}}}}};
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_LoggingEnabled.html
Column logging() {
    const Member partitioned{
        "PartitionedPrefix", "PartitionedPrefix", Kind::object, {{"PartitionDateSource", "PartitionDateSource"}}};
    return {.name = "logging",
            .path = "LoggingEnabled",
            .kind = Kind::object,
            .members = {{"TargetBucket", "TargetBucket"},
                        {"TargetPrefix", "TargetPrefix"},
                        grants("TargetGrants", "TargetGrants/Grant"),
                        {"TargetObjectKeyFormat", "TargetObjectKeyFormat", Kind::object, {partitioned}}}};
}

}  // namespace

ResourceType aws_s3_bucket() {
    return {
        .name = "aws_s3_bucket",
        .primary = {.listing = {.operation = aws::s3::list_buckets(), .paging = aws::s3::bucket_pages()},
                    .items = "Buckets/Bucket",
                    .object_id = "Name",
                    .arn = "BucketArn",
                    .arn_form = "arn:{partition}:s3:::{name}",
                    .object_name = "Name",
                    .columns = {{"bucket_region", "BucketRegion"},
                                {"creation_date", "CreationDate", Kind::timestamp, Keeps::activity}}},
        .enrichments =
            {location(), of_each(aws::s3::get_bucket_tagging(), {{"tags", "TagSet/Tag", Kind::tags}}),
             of_each(aws::s3::get_bucket_policy(), {{"policy_document", "", Kind::document}}),
             of_each(aws::s3::get_bucket_policy_status(),
                     {{.name = "bucket_policy_is_public", .path = "IsPublic", .kind = Kind::boolean, .absent = false}}),
             of_each(aws::s3::get_bucket_acl(), {acl()}),
             of_each(aws::s3::get_bucket_ownership_controls(), {ownership()}),
             of_each(aws::s3::get_public_access_block(), public_access_block_columns("")),
             of_each(aws::s3::get_bucket_versioning(),
                     {{.name = "versioning_status", .path = "Status", .absent = "Unversioned"},
                      {.name = "versioning_mfa_delete", .path = "MFADelete", .absent = "Disabled"}}),
             of_each(aws::s3::get_bucket_encryption(), {encryption()}),
             of_each(aws::s3::get_bucket_logging(), {logging()})},
        .region_columns = {"bucket_region", "location"},
    };
}

}  // namespace iamirror::sync
