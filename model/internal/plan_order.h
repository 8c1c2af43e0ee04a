// The order of a plan's items: a role is made before another names it, and deleted after none names it any more.
#pragma once

#include "model/plan.h"

namespace iamirror::model {

// Creations and updates by dependency, then by name; deletions behind them. Roles that name each other in a ring, and
// what depends on a refused creation, are refused.
void order(std::vector<PlanItem>& items, const std::string& account_id);

}  // namespace iamirror::model
