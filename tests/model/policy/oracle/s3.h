// What Amazon S3 adds: which resource an action works on, ACLs and ownership, what "public" means.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "tests/model/policy/oracle/facts.h"

namespace iamirror::oracle {

// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
enum class ResourceKind { any, none, bucket, bucket_only, object };

// any: an action this small table does not know; bucket_only: not through an access point.
ResourceKind resource_kind(const std::string& action);
// Whether the action can work on such an ARN at all: R7.
bool fits(const Facts& facts, const std::string& action, const std::string& arn);

// R44: ACLs are on and the object is not the bucket owner's, so its own ACL decides about it.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html
bool is_foreign_object(const Facts& facts);
std::string object_owner(const Facts& facts);

// R45. An ACL is [{"grantee": an account | "AllUsers" | "AuthenticatedUsers" | "LogDelivery", "permission"}].
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html
// for_all: only what is granted to AllUsers, which in the owner's account needs no policy of the principal's own.
bool acl_allows(const Facts& facts, bool for_all);

// R46: set at the bucket or at the access point that the request takes.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
bool restricts_public(const Facts& facts);
// R47.
bool is_public(const Facts& facts, const nlohmann::json& document, bool of_access_point);

}  // namespace iamirror::oracle
