// The policies around a principal and a resource (Layers), with numbers of a store in the place of documents.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/policy/compiled/keys.h"
#include "model/policy/compiled/store.h"
#include "model/policy/evaluation/layers.h"

namespace iamirror::model::compiled {

// In the order in which a decision names them.
enum class Layer : std::uint8_t {
    access_point,
    acl,
    block_public_access,
    endpoint,
    identity,
    boundary,
    resource_control,
    resource,
    service_control,
    session,
};
inline constexpr std::size_t layer_count = 10;
std::string_view name(Layer layer);

using LayerBits = std::uint16_t;
constexpr LayerBits bit(Layer layer) {
    return static_cast<LayerBits>(1U << static_cast<unsigned>(layer));
}

// A policy where it is attached.
struct Attached {
    Number policy = 0;
    Number name = 0;         // of the store's texts
    Number target = absent;  // of an organization's
};

// A range of `attached`.
struct AttachedRange {
    std::uint32_t begin = 0, end = 0;
};

struct CompiledAcl {
    struct Grant {
        enum class Grantee : std::uint8_t { everyone, authenticated, log_delivery, account };
        Grantee grantee = Grantee::account;
        std::uint8_t permissions = 0;
        std::string account;
    };
    std::vector<Grant> grants;
};

struct CompiledBucket {
    std::string owner;  // "": the resource's account
    bool has_acls = false;
    bool restricts_public = false, ignores_public_acls = false;
    CompiledAcl acl;
};

struct CompiledObject {
    std::string owner;  // "": the bucket's
    CompiledAcl acl;
};

struct CompiledAccessPoint {
    std::string arn, account, network_origin;
    bool is_public = false;  // its policy is
    bool restricts_public = false, ignores_public_acls = false;
    std::array<KeyEntry, access_point_keys> keys() const;  // views into this
};

// Of one store, and usable as long as it lives.
struct CompiledLayers {
    std::vector<Attached> attached;
    AttachedRange identity;
    std::optional<AttachedRange> boundary, session, endpoint, resource, access_point_policy;
    std::optional<std::vector<AttachedRange>> service_control, resource_control;  // by level
    bool is_resource_public = false;  // the resource's policy is, as block public access takes it
    std::optional<CompiledBucket> bucket;
    std::optional<CompiledObject> object;
    std::optional<CompiledAccessPoint> access_point;
};

CompiledLayers compile(Store& store, const Layers& layers);

}  // namespace iamirror::model::compiled
