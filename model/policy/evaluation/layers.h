// The sets of policies that stand between a principal and a resource. Absent and empty differ: an absent boundary
// limits nothing, an empty one everything.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/policy/policy.h"

namespace iamirror::model {

struct NamedPolicy {
    std::string name;  // for the answer only
    Policy document;
};
using Policies = std::vector<NamedPolicy>;

// A root, organizational unit or account with what is attached to it.
struct OrganizationLevel {
    std::string target;
    Policies policies;
};
using OrganizationLevels = std::vector<OrganizationLevel>;  // from the root down

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
struct AclGrant {
    std::string grantee;     // an account id, "AllUsers", "AuthenticatedUsers", "LogDelivery"
    std::string permission;  // "READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
// The other two settings act on writes of policies and ACLs only.
struct PublicAccessBlock {
    bool restrict_public_buckets = false;
    bool ignore_public_acls = false;
};

struct BucketSettings {
    std::string owner;      // account id; "": the resource's account
    std::string ownership;  // "BucketOwnerEnforced", "BucketOwnerPreferred", "ObjectWriter"; "": the first
    PublicAccessBlock block;
    std::vector<AclGrant> acl;
};

struct ObjectSettings {
    std::string owner;  // account id; "": the bucket's
    std::vector<AclGrant> acl;
};

// The request goes through it; the resource is still the bucket or the object.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-policies.html
struct AccessPointSettings {
    std::string arn;
    std::optional<Policy> policy;
    std::string network_origin = "Internet";  // or "VPC"
    PublicAccessBlock block;
};

struct Layers {
    Policies identity;  // of the user or role, and of a user's groups
    std::optional<Policies> boundary, session, endpoint;
    std::optional<Policy> resource;  // the bucket's with an access point; of a role its trust policy
    std::optional<OrganizationLevels> service_control, resource_control;
    std::optional<BucketSettings> bucket;
    std::optional<ObjectSettings> object;
    std::optional<AccessPointSettings> access_point;
};

}  // namespace iamirror::model
