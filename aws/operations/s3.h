// What we call of S3, as data. Each function gives one operation; its page in AWS's reference is API_<name>.html.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html
#pragma once

#include "aws/operation.h"

namespace iamirror::aws::s3 {

// Every bucket of the account in every region. Result <ListAllMyBucketsResult>: Buckets/Bucket.
Operation list_buckets();
Paging bucket_pages();

// These take "Bucket". What a bucket does not have is an error for which is_not_configured() is true, but for
// versioning and logging: their element is empty then.
Operation head_bucket();                    // nothing in the body; x-amz-bucket-region among the headers
Operation get_bucket_location();            // the text of the result; read it with region_of_location()
Operation get_bucket_tagging();             // TagSet/Tag
Operation get_bucket_policy();              // the text of the result is the policy
Operation get_bucket_policy_status();       // IsPublic
Operation get_bucket_acl();                 // Owner, AccessControlList/Grant
Operation get_bucket_ownership_controls();  // Rule/ObjectOwnership
Operation get_public_access_block();        // BlockPublicAcls, …
Operation get_bucket_versioning();          // Status, MfaDelete
Operation get_bucket_encryption();          // Rule
Operation get_bucket_logging();             // LoggingEnabled

// Takes "Bucket" and "Policy"; deletes by "Bucket".
Operation put_bucket_policy();
Operation delete_bucket_policy();

}  // namespace iamirror::aws::s3
