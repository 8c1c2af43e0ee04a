#include "model/policy/compiled/action_finder.h"

#include <bit>

#include "model/internal/caseless.h"
#include "model/policy/compiled/text_hash.h"

namespace iamirror::model::compiled {
namespace {

constexpr ActionId none = UINT32_MAX;

std::size_t hash_of_action(std::string_view action) {
    constexpr std::uint64_t without_case = 0x2020202020202020U;
    return hash_of(action, without_case);
}

}  // namespace

ActionFinder::ActionFinder(const Catalogue& known) : known_(known), slots_(std::bit_ceil(2 * known.size() + 1), none) {
    for (ActionId id = 0; id < known.size(); ++id) {
        std::size_t place = hash_of_action(known.full_name(id));
        while (slots_[place & (slots_.size() - 1)] != none) ++place;
        slots_[place & (slots_.size() - 1)] = id;
    }
}

bool ActionFinder::is_name(ActionId id, std::string_view action) const {
    const CatalogueAction& one = known_.action(id);
    const std::size_t colon = one.service.size();
    if (action.size() != colon + 1 + one.name.size() || action[colon] != ':') return false;
    const std::string_view service = action.substr(0, colon), name = action.substr(colon + 1);
    if (service == one.service && name == one.name) return true;
    return compare_caseless(service, one.service) == 0 && compare_caseless(name, one.name) == 0;
}

std::optional<ActionId> ActionFinder::find(std::string_view action) const {
    for (std::size_t place = hash_of_action(action);; ++place) {
        const ActionId id = slots_[place & (slots_.size() - 1)];
        if (id == none) return std::nullopt;
        if (is_name(id, action)) return id;
    }
}

}  // namespace iamirror::model::compiled
