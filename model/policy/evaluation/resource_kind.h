// Which resources an action can work on at all.
// https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "model/policy/catalogue.h"

namespace iamirror::model {

// `none`: no resource at all. Of S3's types, as ARNs tell them apart: buckets and access points, objects in either.
enum class ResourceKind : std::uint8_t { none, bucket, object, bucket_or_object, any };
ResourceKind resource_kind(const CatalogueAction& action);

// "*" where the action knows no resource, so that only a Resource "*" reaches it; else the ARN as it is.
std::string resource_of(std::string_view action, std::string_view arn);

// False where the catalogue knows that the action works on another type of resource: s3:GetObject on a bucket,
// s3:ListBucket on an object, directly or through an access point. True where it does not know.
bool can_act_on(std::string_view action, std::string_view arn);

// What actions that a role's trust policy decides begin with, in lower case.
inline constexpr std::array<std::string_view, 4> trust_verbs{"sts:assumerole", "sts:tagsession",
                                                             "sts:setsourceidentity", "sts:setcontext"};
// Whether it decides that action on that ARN.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-roles
bool is_of_trust(std::string_view action, std::string_view arn);

// What the resource's own policy must allow to principals of its account too: a role's trust, use of a KMS key.
// https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html
bool needs_own_policy(std::string_view action, std::string_view arn);

// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
bool is_under_resource_control(std::string_view action);

}  // namespace iamirror::model
