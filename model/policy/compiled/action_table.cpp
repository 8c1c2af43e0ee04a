#include "model/policy/compiled/action_table.h"

#include "model/base/text.h"

namespace iamirror::model {

ActionTable::ActionTable(const Catalogue& known) : known_(known), all_(ActionSet::all(known)) {}

bool ActionTable::names_others(const ActionGlob& glob, std::string_view pattern) const {
    if (!glob.is_literal()) return true;
    const std::size_t colon = pattern.find(':');
    const bool is_action = colon != std::string_view::npos && colon > 0 && colon + 1 < pattern.size();
    return is_action && !known_.find(pattern);
}

ActionPatternId ActionTable::add(std::string_view pattern) {
    const std::string lower = to_lower_ascii(pattern);
    const auto [place, is_new] = ids_.try_emplace(lower, static_cast<ActionPatternId>(patterns_.size()));
    if (!is_new) return place->second;
    ActionGlob glob(lower);
    const bool others = names_others(glob, lower);
    patterns_.push_back({ActionSet::of(known_.expand(lower)), others, std::move(glob)});
    return place->second;
}

ActionSet ActionTable::union_of(const std::vector<std::string>& patterns) {
    ActionSet out;
    for (const std::string& pattern : patterns) out |= at(add(pattern)).known;
    return out;
}

}  // namespace iamirror::model
