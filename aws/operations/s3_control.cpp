#include "aws/operations/s3_control.h"

namespace iamirror::aws::s3_control {

namespace {

Operation operation(const std::string& name, const std::string& method, const std::string& uri) {
    return {.service = "s3",
            .name = name,
            .api_version = "2018-08-20",
            .protocol = Protocol::rest_xml,
            .endpoint = "s3control",
            .endpoint_parameter = "AccountId",
            .http = {.method = method, .uri = "/v20180820" + uri, .headers = {{"AccountId", "x-amz-account-id"}}}};
}

// The reference calls the root <GetAccessPointResult>; the service's model gives it no name, and implementations have
// made <GetAccessPointResponse> of that.
Operation reading(const std::string& name, const std::string& uri) {
    auto made = operation(name, "GET", uri);
    made.http.roots = {name + "Result", name + "Response"};
    return made;
}

Operation writing(const std::string& name, const std::string& method, const std::string& uri) {
    auto made = operation(name, method, uri);
    made.is_write = true;
    made.http.promise = Promise::nothing;
    return made;
}

// Writes with a body: <NameRequest xmlns="…">.
Operation writing_body(const std::string& name, const std::string& uri) {
    auto made = writing(name, "PUT", uri);
    made.http.body_root = name + "Request";
    made.http.body_namespace = "http://awss3control.amazonaws.com/doc/2018-08-20/";
    return made;
}

}  // namespace

Operation list_access_points() {
    auto made = reading("ListAccessPoints", "/accesspoint");
    made.http.query = {{"Bucket", "bucket"}, {"NextToken", "nextToken"}, {"MaxResults", "maxResults"}};
    return made;
}

Paging access_point_pages() {
    return {.marker_parameter = "NextToken",
            .marker_path = "NextToken",
            .more_path = "",
            .size_parameter = "MaxResults",
            .size = 1000};
}

Operation get_access_point() {
    return reading("GetAccessPoint", "/accesspoint/{Name}");
}
Operation get_access_point_policy() {
    return reading("GetAccessPointPolicy", "/accesspoint/{Name}/policy");
}
Operation get_access_point_policy_status() {
    return reading("GetAccessPointPolicyStatus", "/accesspoint/{Name}/policyStatus");
}
Operation put_access_point_policy() {
    return writing_body("PutAccessPointPolicy", "/accesspoint/{Name}/policy");
}
Operation delete_access_point_policy() {
    return writing("DeleteAccessPointPolicy", "DELETE", "/accesspoint/{Name}/policy");
}
Operation create_access_point() {
    auto made = writing_body("CreateAccessPoint", "/accesspoint/{Name}");
    made.http.promise = Promise::element;
    made.http.roots = {"CreateAccessPointResult", "CreateAccessPointResponse"};
    return made;
}
Operation delete_access_point() {
    return writing("DeleteAccessPoint", "DELETE", "/accesspoint/{Name}");
}

Operation get_public_access_block() {
    auto made = operation("GetPublicAccessBlock", "GET", "/configuration/publicAccessBlock");
    made.permission = "GetAccountPublicAccessBlock";
    made.http.roots = {"PublicAccessBlockConfiguration", "GetPublicAccessBlockResult", "GetPublicAccessBlockResponse"};
    return made;
}

}  // namespace iamirror::aws::s3_control
