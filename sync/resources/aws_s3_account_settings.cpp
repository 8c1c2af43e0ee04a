// What S3 refuses for a whole account, bucket by bucket whatever the bucket says.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_control_GetPublicAccessBlock.html
#include "aws/operations/s3_control.h"
#include "sync/public_access_block.h"

namespace iamirror::sync {

ResourceType aws_s3_account_settings() {
    return {
        .name = "aws_s3_account_settings",
        .primary = {.listing = {.operation = aws::s3_control::get_public_access_block(),
                                .paging = {},
                                .parameters = {},
                                .account_parameter = "AccountId"},
                    .arn_form = "arn:{partition}:s3::{account}",
                    .columns = public_access_block_columns("")},
    };
}

}  // namespace iamirror::sync
