// The catalogue's actions by name in one step; Catalogue::find takes one for each halving of its lists.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "model/policy/catalogue.h"

namespace iamirror::model::compiled {

class ActionFinder {
  public:
    explicit ActionFinder(const Catalogue& known);
    // What known.find(action) says.
    std::optional<ActionId> find(std::string_view action) const;

  private:
    bool is_name(ActionId id, std::string_view action) const;

    const Catalogue& known_;
    std::vector<ActionId> slots_;  // by hash, in a power of two with room to spare
};

}  // namespace iamirror::model::compiled
