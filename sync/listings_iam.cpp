#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

Listing iam_listing(const std::string& name, aws::Parameters parameters = {}) {
    return {.operation = iam_operation(name), .paging = iam_pages(), .parameters = std::move(parameters)};
}

}  // namespace

aws::Operation iam_operation(const std::string& name) {
    return {.service = "iam", .name = name, .api_version = "2010-05-08"};
}

aws::Paging iam_pages() {
    return {.marker_parameter = "Marker",
            .marker_path = "Marker",
            .more_path = "IsTruncated",
            .size_parameter = "MaxItems",
            .size = 1000};
}

Listing account_authorization_details() {
    return iam_listing("GetAccountAuthorizationDetails");
}
Listing list_users() {
    return iam_listing("ListUsers");
}
Listing list_roles() {
    return iam_listing("ListRoles");
}
Listing list_local_policies() {
    return iam_listing("ListPolicies", {{"Scope", "Local"}});
}
Listing list_instance_profiles() {
    return iam_listing("ListInstanceProfiles");
}
Listing list_account_aliases() {
    return iam_listing("ListAccountAliases");
}

aws::Operation get_caller_identity() {
    return {.service = "sts", .name = "GetCallerIdentity", .api_version = "2011-06-15"};
}

}  // namespace iamirror::sync
