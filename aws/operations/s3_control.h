// What we call of S3 Control, as data: access points, and what is set for the whole account. All take "AccountId".
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_AWS_S3_Control.html
#pragma once

#include "aws/operation.h"

namespace iamirror::aws::s3_control {

// The access points of the region that is asked; takes "Bucket" too. Result: AccessPointList/AccessPoint.
Operation list_access_points();
Paging access_point_pages();

// These take "Name".
Operation get_access_point();
Operation get_access_point_policy();         // Policy
Operation get_access_point_policy_status();  // PolicyStatus/IsPublic
Operation put_access_point_policy();         // takes "Policy"
Operation delete_access_point_policy();
// Takes "Bucket", "BucketAccountId", "VpcConfiguration/VpcId", "PublicAccessBlockConfiguration/BlockPublicAcls", …
Operation create_access_point();
Operation delete_access_point();

Operation get_public_access_block();  // of the account

}  // namespace iamirror::aws::s3_control
