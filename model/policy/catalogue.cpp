#include "model/policy/catalogue.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "model/internal/caseless.h"
#include "model/internal/catalogue_text.h"
#include "model/policy/action_glob.h"

namespace iamirror::model {

namespace {

// What `template_` has between its fixed ends stands for something: "aws:ResourceTag/${TagKey}", "…/<key>".
bool stands_for(std::string_view template_, std::string_view name) {
    const auto begin = std::min(template_.find("${"), template_.find('<'));
    const auto end = template_.find_last_of("}>");
    if (begin == std::string_view::npos || end == std::string_view::npos || end < begin) return false;
    const auto head = template_.substr(0, begin), tail = template_.substr(end + 1);
    return name.size() > head.size() + tail.size() && compare_caseless(head, name.substr(0, head.size())) == 0 &&
           compare_caseless(tail, name.substr(name.size() - tail.size())) == 0;
}

Catalogue read_built_in() {
    auto contents = read_catalogue(catalogue_text());
    if (!contents) throw std::logic_error(describe(contents.error()));  // a fault of the build
    return Catalogue{std::move(*contents)};
}

}  // namespace

std::string_view name(AccessLevel level) {
    switch (level) {
        case AccessLevel::list:
            return "List";
        case AccessLevel::read:
            return "Read";
        case AccessLevel::write:
            return "Write";
        case AccessLevel::tagging:
            return "Tagging";
        case AccessLevel::permissions_management:
            return "Permissions management";
        case AccessLevel::unknown:
            break;
    }
    return "Unknown";
}

std::string Catalogue::full_name(ActionId id) const {
    const auto& known = action(id);
    return std::string{known.service} + ':' + std::string{known.name};
}

std::span<const CatalogueKey> Catalogue::global_keys() const {
    return std::span{contents_.keys}.first(contents_.global_keys);
}

const CatalogueService* Catalogue::find_service(std::string_view prefix) const {
    const auto& services = contents_.services;
    const auto found = std::lower_bound(services.begin(), services.end(), prefix,
                                        [](const CatalogueService& service, std::string_view wanted) {
                                            return compare_caseless(service.prefix, wanted) < 0;
                                        });
    return found == services.end() || compare_caseless(found->prefix, prefix) != 0 ? nullptr : &*found;
}

// The first action of the service whose name is not before `wanted`.
ActionId Catalogue::lower_bound(const CatalogueService& service, std::string_view wanted) const {
    const auto begin = contents_.actions.begin();
    const auto found = std::lower_bound(
        begin + service.first, begin + service.end, wanted,
        [](const CatalogueAction& known, std::string_view text) { return compare_caseless(known.name, text) < 0; });
    return static_cast<ActionId>(found - begin);
}

std::optional<ActionId> Catalogue::find(std::string_view action) const {
    const auto colon = action.find(':');
    if (colon == std::string_view::npos) return std::nullopt;
    const auto* service = find_service(action.substr(0, colon));
    if (service == nullptr) return std::nullopt;
    const auto wanted = action.substr(colon + 1);
    const auto id = lower_bound(*service, wanted);
    if (id == service->end || compare_caseless(this->action(id).name, wanted) != 0) return std::nullopt;
    return id;
}

const CatalogueKey* Catalogue::find_key(std::string_view name) const {
    const auto& keys = contents_.keys;
    auto found = std::find_if(keys.begin(), keys.end(),
                              [&](const CatalogueKey& key) { return compare_caseless(key.name, name) == 0; });
    if (found == keys.end())
        found =
            std::find_if(keys.begin(), keys.end(), [&](const CatalogueKey& key) { return stands_for(key.name, name); });
    return found == keys.end() ? nullptr : &*found;
}

// Names that share the literal beginning of the pattern stand together.
void Catalogue::expand_in(const CatalogueService& service, const ActionGlob& glob, std::vector<ActionId>& out) const {
    const auto prefix = glob.literal_prefix();
    for (auto id = lower_bound(service, prefix); id < service.end; ++id) {
        const auto name = action(id).name;
        if (compare_caseless(name.substr(0, prefix.size()), prefix) != 0) return;
        if (glob.matches(name)) out.push_back(id);
    }
}

std::vector<ActionId> Catalogue::expand_across(const ActionGlob& glob) const {
    std::vector<ActionId> out;
    for (ActionId id = 0; id < size(); ++id)
        if (glob.matches(full_name(id))) out.push_back(id);
    return out;
}

std::vector<ActionId> Catalogue::expand(std::string_view pattern) const {
    const auto colon = pattern.find(':');
    const ActionGlob services{pattern.substr(0, colon)};
    const ActionGlob names{colon == std::string_view::npos ? "*" : pattern.substr(colon + 1)};
    std::vector<ActionId> out;
    if (services.is_everything() && names.is_everything()) {
        out.resize(size());
        std::iota(out.begin(), out.end(), ActionId{0});
    } else if (colon == std::string_view::npos) {
        if (!services.is_literal()) out = expand_across(services);
    } else if (services.is_literal()) {
        if (const auto* service = find_service(services.literal_prefix())) expand_in(*service, names, out);
    } else {
        for (const auto& service : contents_.services)
            if (services.matches(service.prefix)) expand_in(service, names, out);
    }
    return out;
}

const Catalogue& catalogue() {
    static const Catalogue built_in = read_built_in();
    return built_in;
}

}  // namespace iamirror::model
