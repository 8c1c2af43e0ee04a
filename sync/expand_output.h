// How the actions of a policy are shown: in 80 columns to a person, as one object or as CSV to a script.
#pragma once

#include <ostream>

#include "model/policy/expand.h"
#include "sync/config.h"

namespace iamirror::sync {

// Each action with its effect, access level, service and the pattern that named it first; those that the policy spells
// out and the catalogue does not know have the level "Unknown". JSON has the findings as well.
void print_expansion(std::ostream& out, const model::Policy& policy, const model::NamedActions& named,
                     OutputFormat format);

}  // namespace iamirror::sync
