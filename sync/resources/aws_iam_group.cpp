// IAM groups. https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html
#include "sync/listings_iam.h"

namespace iamirror::sync {

ResourceType aws_iam_group() {
    return {
        .name = "aws_iam_group",
        .primary = {.listing = account_authorization_details(),
                    .items = "GroupDetailList/member",
                    .object_id = "GroupId",
                    .object_name = "GroupName",
                    .columns = {{"path", "Path"},
                                {"create_date", "CreateDate", Kind::timestamp},
                                {"attached_policy_arns", "AttachedManagedPolicies/member/PolicyArn", Kind::texts},
                                {"inline_policies", "GroupPolicyList/member", Kind::documents}}},
    };
}

}  // namespace iamirror::sync
