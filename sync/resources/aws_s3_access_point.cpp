// S3 access points. https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_AccessPoint.html
#include "aws/operations/s3_control.h"
#include "sync/public_access_block.h"

namespace iamirror::sync {

namespace {

Listing of_account(aws::Operation operation, aws::Paging paging = {}) {
    return {.operation = std::move(operation),
            .paging = std::move(paging),
            .parameters = {},
            .account_parameter = "AccountId"};
}

Part of_each(aws::Operation operation, std::vector<Column> columns) {
    return {.name = operation.name,
            .listing = of_account(operation),
            .columns = std::move(columns),
            .fan_out = {.parameter = "Name"}};
}

std::vector<Column> details() {
    auto columns = public_access_block_columns("PublicAccessBlockConfiguration");
    columns.push_back({"creation_date", "CreationDate", Kind::timestamp});
    columns.push_back({"endpoints", "Endpoints/entry", Kind::entries});
    return columns;
}

}  // namespace

ResourceType aws_s3_access_point() {
    return {
        .name = "aws_s3_access_point",
        .primary = {.listing = of_account(aws::s3_control::list_access_points(), aws::s3_control::access_point_pages()),
                    .items = "AccessPointList/AccessPoint",
                    .object_id = "Alias",
                    .arn = "AccessPointArn",
                    .object_name = "Name",
                    .columns = {{"bucket_name", "Bucket"},
                                {"bucket_account_id", "BucketAccountId"},
                                {"network_origin", "NetworkOrigin"},
                                {"vpc_id", "VpcConfiguration/VpcId"}}},
        .enrichments = {of_each(aws::s3_control::get_access_point(), details()),
                        of_each(aws::s3_control::get_access_point_policy(),
                                {{"policy_document", "Policy", Kind::document}}),
                        of_each(aws::s3_control::get_access_point_policy_status(),
                                {{.name = "access_point_policy_is_public",
                                  .path = "PolicyStatus/IsPublic",
                                  .kind = Kind::boolean,
                                  .absent = false}})},
        .is_regional = true,
    };
}

}  // namespace iamirror::sync
