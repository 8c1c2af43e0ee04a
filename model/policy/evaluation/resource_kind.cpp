#include "model/policy/evaluation/resource_kind.h"

#include <algorithm>
#include <array>

#include "model/arn.h"
#include "model/policy/catalogue.h"

namespace iamirror::model {
namespace {

std::string_view service_of(std::string_view action) {
    return action.substr(0, action.find(':'));
}

// The catalogue's word for a resource of S3, "" for one it has other words for.
std::string_view s3_type(std::string_view resource) {
    constexpr std::string_view access_point = "accesspoint/";
    if (resource.starts_with(access_point)) {
        return resource.find("/object/") == std::string_view::npos ? "bucket" : "object";
    }
    return resource.find('/') == std::string_view::npos ? "bucket" : "object";
}

bool has_type(const CatalogueAction& action, std::string_view type) {
    return std::any_of(action.resources.begin(), action.resources.end(),
                       [&](std::uint16_t index) { return catalogue().resource(index).type == type; });
}

}  // namespace

std::string resource_of(std::string_view action, std::string_view arn) {
    const auto found = catalogue().find(action);
    const bool is_without = found && catalogue().action(*found).resources.empty();
    return std::string(is_without ? "*" : arn);
}

bool can_act_on(std::string_view action, std::string_view arn) {
    const auto found = catalogue().find(action);
    if (!found || arn == "*") return true;
    const CatalogueAction& known = catalogue().action(*found);
    if (known.service != "s3") return true;
    if (!has_type(known, "bucket") && !has_type(known, "object")) return true;
    return has_type(known, s3_type(arn_segment(arn, 5)));
}

bool is_under_resource_control(std::string_view action) {
    const CatalogueService* service = catalogue().find_service(service_of(action));
    return service != nullptr && service->has_resource_control;
}

}  // namespace iamirror::model
