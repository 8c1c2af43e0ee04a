#include "model/policy/evaluation/resource_kind.h"

#include <algorithm>

#include "model/arn.h"
#include "model/base/text.h"

namespace iamirror::model {
namespace {

std::string_view service_of(std::string_view action) {
    return action.substr(0, action.find(':'));
}

// Of a resource of S3: an object, directly or through an access point, rather than a bucket.
bool is_object(std::string_view resource) {
    const bool is_point = resource.starts_with("accesspoint/");
    return resource.find(is_point ? "/object/" : "/") != std::string_view::npos;
}

bool has_type(const CatalogueAction& action, std::string_view type) {
    return std::any_of(action.resources.begin(), action.resources.end(),
                       [&](std::uint16_t index) { return catalogue().resource(index).type == type; });
}

}  // namespace

ResourceKind resource_kind(const CatalogueAction& action) {
    if (action.resources.empty()) return ResourceKind::none;
    if (action.service != "s3") return ResourceKind::any;
    const bool has_bucket = has_type(action, "bucket"), has_object = has_type(action, "object");
    if (has_bucket && has_object) return ResourceKind::bucket_or_object;
    if (has_bucket) return ResourceKind::bucket;
    return has_object ? ResourceKind::object : ResourceKind::any;
}

std::string resource_of(std::string_view action, std::string_view arn) {
    const auto found = catalogue().find(action);
    const bool is_without = found && catalogue().action(*found).resources.empty();
    return std::string(is_without ? "*" : arn);
}

bool can_act_on(std::string_view action, std::string_view arn) {
    const auto found = catalogue().find(action);
    if (!found || arn == "*") return true;
    const ResourceKind kind = resource_kind(catalogue().action(*found));
    if (kind != ResourceKind::bucket && kind != ResourceKind::object) return true;
    return is_object(arn_segment(arn, 5)) == (kind == ResourceKind::object);
}

bool is_of_trust(std::string_view action, std::string_view arn) {
    const std::string lower = to_lower_ascii(action);
    const bool is_role = arn_segment(arn, 2) == "iam" && arn_segment(arn, 5).starts_with("role/");
    return is_role && std::any_of(trust_verbs.begin(), trust_verbs.end(),
                                  [&](std::string_view verb) { return lower.starts_with(verb); });
}

bool needs_own_policy(std::string_view action, std::string_view arn) {
    const bool is_of_key = arn_segment(arn, 2) == "kms" && arn_segment(arn, 5).starts_with("key/");
    return is_of_key || is_of_trust(action, arn);
}

bool is_under_resource_control(std::string_view action) {
    const CatalogueService* service = catalogue().find_service(service_of(action));
    return service != nullptr && service->has_resource_control;
}

}  // namespace iamirror::model
