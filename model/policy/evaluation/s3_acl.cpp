#include <algorithm>
#include <array>

#include "model/base/text.h"
#include "model/policy/evaluation/s3_access.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;

struct Meaning {
    bool of_object;
    std::string_view permission, action;
};

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/acl-overview.html#acl-access-policy-permission-mapping
constexpr std::array<Meaning, 12> meanings{{{false, "READ", "s3:listbucket"},
                                            {false, "READ", "s3:listbucketversions"},
                                            {false, "READ", "s3:listbucketmultipartuploads"},
                                            {false, "WRITE", "s3:putobject"},
                                            {false, "READ_ACP", "s3:getbucketacl"},
                                            {false, "WRITE_ACP", "s3:putbucketacl"},
                                            {true, "READ", "s3:getobject"},
                                            {true, "READ", "s3:getobjectversion"},
                                            {true, "READ_ACP", "s3:getobjectacl"},
                                            {true, "READ_ACP", "s3:getobjectversionacl"},
                                            {true, "WRITE_ACP", "s3:putobjectacl"},
                                            {true, "WRITE_ACP", "s3:putobjectversionacl"}}};

bool gives(const AclGrant& grant, bool of_object, std::string_view action) {
    return std::any_of(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
        return meaning.of_object == of_object && meaning.action == action &&
               (grant.permission == meaning.permission || grant.permission == "FULL_CONTROL");
    });
}

PrincipalMatch match_grantee(const std::string& grantee, const RequestPrincipal& principal, bool ignores_groups) {
    if (grantee == "AllUsers") return {.direct = !ignores_groups};
    // any AWS account, which still has to let its own people in
    if (grantee == "AuthenticatedUsers") return {.account = !ignores_groups && !principal.account.empty()};
    if (grantee == "LogDelivery") return {.direct = principal.name == "logging.s3.amazonaws.com"};
    return {.account = !principal.account.empty() && grantee == principal.account,
            .direct = grantee == principal.account && principal.kind == Kind::root};
}

void match_list(const std::vector<AclGrant>& acl, bool of_object, const Facts& facts, bool ignores_groups,
                PrincipalMatch& out) {
    const std::string action = to_lower_ascii(facts.request().action);
    for (const AclGrant& grant : acl) {
        if (!gives(grant, of_object, action)) continue;
        const PrincipalMatch one = match_grantee(grant.grantee, facts.request().principal, ignores_groups);
        out.account = out.account || one.account;
        out.direct = out.direct || one.direct;
    }
}

}  // namespace

bool has_acls(const Layers& layers) {
    return layers.bucket && !layers.bucket->ownership.empty() && layers.bucket->ownership != "BucketOwnerEnforced";
}

std::string bucket_owner(const Layers& layers, const Facts& facts) {
    const bool is_told = layers.bucket && !layers.bucket->owner.empty();
    return is_told ? layers.bucket->owner : facts.resource_account();
}

std::string object_owner(const Layers& layers, const Facts& facts) {
    const bool is_told = layers.object && !layers.object->owner.empty() && has_acls(layers);
    return is_told ? layers.object->owner : bucket_owner(layers, facts);
}

PrincipalMatch match_acl(const Layers& layers, const Facts& facts) {
    PrincipalMatch out;
    if (!has_acls(layers)) return out;
    bool ignores_groups = layers.bucket->block.ignore_public_acls;
    if (layers.access_point) ignores_groups = ignores_groups || layers.access_point->block.ignore_public_acls;
    match_list(layers.bucket->acl, false, facts, ignores_groups, out);
    if (layers.object) match_list(layers.object->acl, true, facts, ignores_groups, out);
    return out;
}

}  // namespace iamirror::model
