#include "aws/operations/s3.h"

namespace iamirror::aws::s3 {

namespace {

Operation operation(const std::string& name, const std::string& method, const std::string& uri) {
    return {.service = "s3",
            .name = name,
            .api_version = "2006-03-01",
            .protocol = Protocol::rest_xml,
            .http = {.method = method, .uri = uri}};
}

// A reading of what a bucket has: "GET /?acl" of the bucket. The service's model gives the root no name, and
// implementations have made <GetBucketAclResponse> of that.
Operation reading(const std::string& name, const std::string& part, const std::string& root) {
    auto made = operation(name, "GET", "/?" + part);
    made.endpoint_parameter = "Bucket";
    made.http.roots = {root, name + "Response"};
    return made;
}

// The same where IAM has another word for it.
Operation reading(const std::string& name, const std::string& part, const std::string& root,
                  const std::string& permission) {
    auto made = reading(name, part, root);
    made.permission = permission;
    return made;
}

Operation writing(const std::string& name, const std::string& method, const std::string& part) {
    auto made = operation(name, method, "/?" + part);
    made.is_write = true;
    made.endpoint_parameter = "Bucket";
    made.http.promise = Promise::nothing;
    return made;
}

}  // namespace

Operation list_buckets() {
    auto made = operation("ListBuckets", "GET", "/");
    made.permission = "ListAllMyBuckets";
    made.http.query = {{"MaxBuckets", "max-buckets"}, {"ContinuationToken", "continuation-token"}};
    made.http.roots = {"ListAllMyBucketsResult"};
    return made;
}

Paging bucket_pages() {
    return {.marker_parameter = "ContinuationToken",
            .marker_path = "ContinuationToken",
            .more_path = "",
            .size_parameter = "MaxBuckets",
            .size = 10'000};
}

Operation head_bucket() {
    auto made = operation("HeadBucket", "HEAD", "/");
    made.permission = "ListBucket";
    made.endpoint_parameter = "Bucket";
    made.http.promise = Promise::nothing;
    return made;
}

Operation get_bucket_location() {
    return reading("GetBucketLocation", "location", "LocationConstraint");
}
Operation get_bucket_tagging() {
    return reading("GetBucketTagging", "tagging", "Tagging");
}
Operation get_bucket_policy() {
    auto made = reading("GetBucketPolicy", "policy", "");
    made.http.roots.clear();
    made.http.promise = Promise::policy;
    return made;
}
Operation get_bucket_policy_status() {
    return reading("GetBucketPolicyStatus", "policyStatus", "PolicyStatus");
}
Operation get_bucket_acl() {
    return reading("GetBucketAcl", "acl", "AccessControlPolicy");
}
Operation get_bucket_ownership_controls() {
    return reading("GetBucketOwnershipControls", "ownershipControls", "OwnershipControls");
}
Operation get_public_access_block() {
    return reading("GetPublicAccessBlock", "publicAccessBlock", "PublicAccessBlockConfiguration",
                   "GetBucketPublicAccessBlock");
}
Operation get_bucket_versioning() {
    return reading("GetBucketVersioning", "versioning", "VersioningConfiguration");
}
Operation get_bucket_encryption() {
    return reading("GetBucketEncryption", "encryption", "ServerSideEncryptionConfiguration",
                   "GetEncryptionConfiguration");
}
Operation get_bucket_logging() {
    return reading("GetBucketLogging", "logging", "BucketLoggingStatus");
}

Operation put_bucket_policy() {
    auto made = writing("PutBucketPolicy", "PUT", "policy");
    made.http.payload = "Policy";
    made.http.has_checksum = true;
    return made;
}
Operation delete_bucket_policy() {
    return writing("DeleteBucketPolicy", "DELETE", "policy");
}

}  // namespace iamirror::aws::s3
