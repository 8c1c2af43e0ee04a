#include "model/policy/compiled/layers.h"

#include <utility>

#include "model/arn.h"
#include "model/policy/evaluation/s3_access.h"

namespace iamirror::model::compiled {
namespace {

class Compiler {
  public:
    Compiler(Store& store, const Layers& layers) : store_(store), layers_(layers) {}

    CompiledLayers run() && {
        out_.identity = add(layers_.identity);
        out_.boundary = add(layers_.boundary);
        out_.session = add(layers_.session);
        out_.endpoint = add(layers_.endpoint);
        out_.service_control = add(layers_.service_control);
        out_.resource_control = add(layers_.resource_control);
        out_.resource = add(layers_.resource);
        out_.is_resource_public = layers_.resource && is_public(*layers_.resource, false);
        if (layers_.bucket) add(*layers_.bucket);
        if (layers_.object) out_.object = {layers_.object->owner, compile_acl(layers_.object->acl)};
        if (layers_.access_point) add(*layers_.access_point);
        return std::move(out_);
    }

  private:
    AttachedRange add(const Policies& policies, Number target = absent) {
        const auto begin = static_cast<std::uint32_t>(out_.attached.size());
        for (const NamedPolicy& one : policies)
            out_.attached.push_back({store_.add(one.document), store_.add_text(one.name), target});
        return {begin, static_cast<std::uint32_t>(out_.attached.size())};
    }
    std::optional<AttachedRange> add(const std::optional<Policies>& policies) {
        return policies ? std::optional(add(*policies)) : std::nullopt;
    }
    std::optional<AttachedRange> add(const std::optional<Policy>& policy) {
        return policy ? std::optional(add(Policies{{"", *policy}})) : std::nullopt;
    }
    std::optional<std::vector<AttachedRange>> add(const std::optional<OrganizationLevels>& levels) {
        if (!levels) return std::nullopt;
        std::vector<AttachedRange> out;
        for (const OrganizationLevel& level : *levels)
            out.push_back(add(level.policies, store_.add_text(level.target)));
        return out;
    }

    static std::uint8_t permissions_of(const std::string& permission) {
        if (permission == "READ") return acl_read;
        if (permission == "WRITE") return acl_write;
        if (permission == "READ_ACP") return acl_read_acp;
        if (permission == "WRITE_ACP") return acl_write_acp;
        return permission == "FULL_CONTROL" ? acl_read | acl_write | acl_read_acp | acl_write_acp : 0;
    }
    static CompiledAcl::Grant::Grantee grantee_of(const std::string& grantee) {
        using enum CompiledAcl::Grant::Grantee;
        if (grantee == "AllUsers") return everyone;
        if (grantee == "AuthenticatedUsers") return authenticated;
        return grantee == "LogDelivery" ? log_delivery : account;
    }
    static CompiledAcl compile_acl(const std::vector<AclGrant>& acl) {
        CompiledAcl out;
        for (const AclGrant& grant : acl)
            out.grants.push_back({grantee_of(grant.grantee), permissions_of(grant.permission), grant.grantee});
        return out;
    }

    void add(const BucketSettings& bucket) {
        const bool has_acls = !bucket.ownership.empty() && bucket.ownership != "BucketOwnerEnforced";
        out_.bucket = {bucket.owner, has_acls, bucket.block.restrict_public_buckets, bucket.block.ignore_public_acls,
                       compile_acl(bucket.acl)};
    }

    void add(const AccessPointSettings& point) {
        out_.access_point_policy = add(point.policy);
        out_.access_point = {point.arn,
                             std::string(arn_segment(point.arn, 4)),
                             point.network_origin,
                             point.policy && is_public(*point.policy, true),
                             point.block.restrict_public_buckets,
                             point.block.ignore_public_acls};
    }

    Store& store_;
    const Layers& layers_;
    CompiledLayers out_;
};

}  // namespace

std::string_view name(Layer layer) {
    switch (layer) {
        case Layer::access_point:
            return "access_point";
        case Layer::acl:
            return "acl";
        case Layer::block_public_access:
            return "block_public_access";
        case Layer::endpoint:
            return "endpoint";
        case Layer::identity:
            return "identity";
        case Layer::boundary:
            return "permissions_boundary";
        case Layer::resource_control:
            return "rcp";
        case Layer::resource:
            return "resource";
        case Layer::service_control:
            return "scp";
        case Layer::session:
            return "session";
    }
    return "";
}

std::array<KeyEntry, access_point_keys> CompiledAccessPoint::keys() const {
    const auto told = [](const std::string& value) { return KeyEntry{&value, value.empty() ? 0U : 1U, true}; };
    std::array<KeyEntry, access_point_keys> out{told(arn), told(account), told(network_origin)};
    if (arn.empty()) out[2].count = 0;
    return out;
}

CompiledLayers compile(Store& store, const Layers& layers) {
    return Compiler(store, layers).run();
}

}  // namespace iamirror::model::compiled
