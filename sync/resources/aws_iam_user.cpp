// IAM users. https://docs.aws.amazon.com/IAM/latest/APIReference/API_UserDetail.html
#include "sync/listings_iam.h"

namespace iamirror::sync {

ResourceType aws_iam_user() {
    return {
        .name = "aws_iam_user",
        .primary = {.listing = account_authorization_details(),
                    .items = "UserDetailList/member",
                    .object_id = "UserId",
                    .object_name = "UserName",
                    .columns = {{"path", "Path"},
                                {"create_date", "CreateDate", Kind::timestamp},
                                {"permissions_boundary_arn", "PermissionsBoundary/PermissionsBoundaryArn"},
                                {"permissions_boundary_type", "PermissionsBoundary/PermissionsBoundaryType"},
                                {"tags", "Tags/member", Kind::tags},
                                {"attached_policy_arns", "AttachedManagedPolicies/member/PolicyArn", Kind::texts},
                                {"inline_policies", "UserPolicyList/member", Kind::documents}}},
        .enrichments = {{.name = "ListUsers",
                         .listing = list_users(),
                         .items = "Users/member",
                         .object_id = "UserId",
                         .object_name = "UserName",
                         .columns = {{"password_last_used", "PasswordLastUsed", Kind::timestamp, Keeps::activity}}}},
    };
}

}  // namespace iamirror::sync
