// What Amazon S3 adds: ACLs, who owns an object, and which policies are public.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-s3-evaluates-access-control.html
#pragma once

#include <string>

#include "model/policy/evaluation/facts.h"
#include "model/policy/evaluation/layers.h"
#include "model/policy/evaluation/principal_match.h"

namespace iamirror::model {

// Whether ACLs are looked at. https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
bool has_acls(const Layers& layers);

// The account that the bucket is of, and that the object is of: the same unless ACLs are on and another one wrote it.
std::string bucket_owner(const Layers& layers, const Facts& facts);
std::string object_owner(const Layers& layers, const Facts& facts);

// What the ACLs of bucket and object give; grants to the groups of everybody are left out where they are ignored.
PrincipalMatch match_acl(const Layers& layers, const Facts& facts);

// A policy is public unless every Allow is limited to fixed principals or to fixed values of the keys AWS names.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html#access-control-block-public-access-policy-status
bool is_public(const Policy& policy, bool is_of_access_point);

}  // namespace iamirror::model
