// IAM roles. https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html
#include "sync/listings_iam.h"

namespace iamirror::sync {

ResourceType aws_iam_role() {
    return {
        .name = "aws_iam_role",
        .primary = {.listing = account_authorization_details(),
                    .items = "RoleDetailList/member",
                    .object_id = "RoleId",
                    .object_name = "RoleName",
                    .columns = {{"path", "Path"},
                                {"create_date", "CreateDate", Kind::timestamp},
                                {"permissions_boundary_arn", "PermissionsBoundary/PermissionsBoundaryArn"},
                                {"permissions_boundary_type", "PermissionsBoundary/PermissionsBoundaryType"},
                                {"tags", "Tags/member", Kind::tags},
                                {"attached_policy_arns", "AttachedManagedPolicies/member/PolicyArn", Kind::texts},
                                {"inline_policies", "RolePolicyList/member", Kind::documents},
                                {"trust_document", "AssumeRolePolicyDocument", Kind::document},
                                {"role_last_used_date", "RoleLastUsed/LastUsedDate", Kind::timestamp, Keeps::activity},
                                {"role_last_used_region", "RoleLastUsed/Region", Kind::text, Keeps::activity}}},
        .enrichments = {{.name = "ListRoles",
                         .listing = list_roles(),
                         .items = "Roles/member",
                         .object_id = "RoleId",
                         .object_name = "RoleName",
                         .columns = {{"description", "Description"},
                                     {"max_session_duration", "MaxSessionDuration", Kind::integer}}}},
    };
}

}  // namespace iamirror::sync
