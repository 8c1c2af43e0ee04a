// Instance profiles, those that hold no role too.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_InstanceProfile.html
#include "sync/listings_iam.h"

namespace iamirror::sync {

ResourceType aws_iam_instance_profile() {
    return {
        .name = "aws_iam_instance_profile",
        .primary = {.listing = list_instance_profiles(),
                    .items = "InstanceProfiles/member",
                    .object_id = "InstanceProfileId",
                    .object_name = "InstanceProfileName",
                    .columns = {{"path", "Path"},
                                {"create_date", "CreateDate", Kind::timestamp},
                                {"role_ids", "Roles/member/RoleId", Kind::texts}}},
    };
}

}  // namespace iamirror::sync
