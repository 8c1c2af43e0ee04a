#include "model/policy/comparison/familiar_actions.h"

#include <algorithm>
#include <tuple>

namespace iamirror::model {
namespace {

int order_of(AccessLevel level) {
    switch (level) {
        case AccessLevel::read:
            return 0;
        case AccessLevel::list:
            return 1;
        case AccessLevel::write:
            return 2;
        case AccessLevel::tagging:
            return 3;
        case AccessLevel::permissions_management:
            return 4;
        case AccessLevel::unknown:
            break;
    }
    return 5;
}

auto features(const CatalogueService& service, ActionId id) {
    const CatalogueAction& action = catalogue().action(id);
    const ActionId size = service.end - service.first;
    return std::tuple(order_of(action.level), action.resources.empty(), !service.has_resource_control,
                      catalogue().size() - size, action.name.size(), id);
}

std::vector<std::uint32_t> all_ranks() {
    std::vector<decltype(features({}, 0))> sorted;
    for (const CatalogueService& service : catalogue().services())
        for (ActionId id = service.first; id < service.end; ++id) sorted.push_back(features(service, id));
    std::sort(sorted.begin(), sorted.end());
    std::vector<std::uint32_t> out(catalogue().size());
    for (std::uint32_t rank = 0; rank < sorted.size(); ++rank) out[std::get<5>(sorted[rank])] = rank;
    return out;
}

}  // namespace

const std::vector<std::uint32_t>& familiarity_ranks() {
    static const std::vector<std::uint32_t> ranks = all_ranks();
    return ranks;
}

}  // namespace iamirror::model
