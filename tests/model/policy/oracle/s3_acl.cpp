#include <map>
#include <set>

#include "tests/model/policy/oracle/s3.h"
#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

namespace {

const std::map<std::string, ResourceKind>& kinds() {
    static const std::map<std::string, ResourceKind> all = {
        {"s3:listallmybuckets", ResourceKind::none},
        {"s3:listaccesspoints", ResourceKind::none},
        {"s3:createbucket", ResourceKind::bucket_only},
        {"s3:deletebucket", ResourceKind::bucket_only},
        {"s3:listbucket", ResourceKind::bucket},
        {"s3:listbucketversions", ResourceKind::bucket},
        {"s3:listbucketmultipartuploads", ResourceKind::bucket_only},
        {"s3:getbucketacl", ResourceKind::bucket},
        {"s3:putbucketacl", ResourceKind::bucket_only},
        {"s3:getbucketpolicy", ResourceKind::bucket},
        {"s3:putbucketpolicy", ResourceKind::bucket_only},
        {"s3:deletebucketpolicy", ResourceKind::bucket_only},
        {"s3:getbucketlocation", ResourceKind::bucket},
        {"s3:getobject", ResourceKind::object},
        {"s3:getobjectversion", ResourceKind::object},
        {"s3:getobjectacl", ResourceKind::object},
        {"s3:getobjectversionacl", ResourceKind::object},
        {"s3:putobjectacl", ResourceKind::object},
        {"s3:putobjectversionacl", ResourceKind::object},
        {"s3:getobjecttagging", ResourceKind::object},
        {"s3:putobject", ResourceKind::object},
        {"s3:deleteobject", ResourceKind::object},
        {"s3:deleteobjectversion", ResourceKind::object},
    };
    return all;
}

using Permissions = std::map<std::string, std::set<std::string>>;  // action -> permission that grants it

const Permissions& object_permissions() {
    static const Permissions all = {
        {"s3:getobject", {"READ"}},         {"s3:getobjectversion", {"READ"}},
        {"s3:getobjectacl", {"READ_ACP"}},  {"s3:getobjectversionacl", {"READ_ACP"}},
        {"s3:putobjectacl", {"WRITE_ACP"}}, {"s3:putobjectversionacl", {"WRITE_ACP"}},
    };
    return all;
}

const Permissions& bucket_permissions() {
    static const Permissions all = {
        {"s3:listbucket", {"READ"}}, {"s3:listbucketversions", {"READ"}}, {"s3:listbucketmultipartuploads", {"READ"}},
        {"s3:putobject", {"WRITE"}}, {"s3:getbucketacl", {"READ_ACP"}},   {"s3:putbucketacl", {"WRITE_ACP"}},
    };
    return all;
}

const nlohmann::json& bucket(const Facts& facts) {
    return member(facts.line, "bucket");
}

bool has_acls(const Facts& facts) {
    const nlohmann::json& ownership = member(bucket(facts), "ownership");
    return !ownership.is_null() && ownership != "BucketOwnerEnforced";
}

std::string bucket_owner(const Facts& facts) {
    const nlohmann::json& owner = member(bucket(facts), "owner");
    return owner.is_null() ? facts.account : owner.get<std::string>();
}

bool blocks(const Facts& facts, const char* what) {
    const nlohmann::json& of_bucket = member(member(bucket(facts), "public_access_block"), what);
    const nlohmann::json& of_point = member(member(member(facts.line, "access_point"), "public_access_block"), what);
    return of_bucket == true || of_point == true;
}

bool is_grantee(const Facts& facts, const std::string& grantee) {
    const bool ignores_public = blocks(facts, "ignore_public_acls");
    if (grantee == "AllUsers") {
        return !ignores_public;
    }
    if (grantee == "AuthenticatedUsers") {
        return !ignores_public && facts.principal.has_account();
    }
    if (grantee == "LogDelivery") {
        return facts.principal.text == "logging.s3.amazonaws.com";
    }
    return facts.principal.has_account() && grantee == facts.principal.account;
}

bool grants(const Facts& facts, const nlohmann::json& acl, const Permissions& permissions, bool for_all) {
    const auto found = permissions.find(lower(facts.action));
    for (const nlohmann::json& grant : acl) {
        const std::string permission = grant.at("permission").get<std::string>();
        if (for_all && grant.at("grantee") != "AllUsers") {
            continue;
        }
        if (found != permissions.end() && (permission == "FULL_CONTROL" || found->second.count(permission) == 1) &&
            is_grantee(facts, grant.at("grantee").get<std::string>())) {
            return true;
        }
    }
    return false;
}

}  // namespace

ResourceKind resource_kind(const std::string& action) {
    const auto found = kinds().find(lower(action));
    return found == kinds().end() ? ResourceKind::any : found->second;
}

bool fits(const Facts& facts, const std::string& action, const std::string& arn) {
    const ResourceKind kind = resource_kind(action);
    const std::vector<std::string> parts = split(arn, ':', 6);
    if (kind == ResourceKind::any || kind == ResourceKind::none || parts.size() < 6 || parts[2] != "s3" ||
        facts.mutated(Mutation::r7_any_action_on_any_resource)) {
        return true;
    }
    const bool through_point = starts_with(parts[5], "accesspoint/");
    if (through_point && kind == ResourceKind::bucket_only) {
        return false;
    }
    const std::string inside = through_point ? parts[5].substr(12) : parts[5];
    return (inside.find('/') != std::string::npos) == (kind == ResourceKind::object);
}

std::string object_owner(const Facts& facts) {
    const nlohmann::json& owner = member(member(facts.line, "object"), "owner");
    return owner.is_null() ? bucket_owner(facts) : owner.get<std::string>();
}

bool is_foreign_object(const Facts& facts) {
    return has_acls(facts) && object_permissions().count(lower(facts.action)) == 1 &&
           object_owner(facts) != bucket_owner(facts);
}

bool acl_allows(const Facts& facts, bool for_all) {
    return has_acls(facts) && !facts.mutated(Mutation::r45_acls_are_ignored) &&
           (grants(facts, member(bucket(facts), "acl"), bucket_permissions(), for_all) ||
            grants(facts, member(member(facts.line, "object"), "acl"), object_permissions(), for_all));
}

bool restricts_public(const Facts& facts) {
    return blocks(facts, "restrict_public_buckets") && !facts.mutated(Mutation::r46_restrict_is_ignored);
}

}  // namespace iamirror::oracle
