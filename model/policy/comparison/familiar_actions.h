// Which actions of the catalogue a person is likely to know, for examples.
#pragma once

#include <cstdint>
#include <vector>

#include "model/policy/catalogue.h"

namespace iamirror::model {

// Of each action: the lower, the better known; no two have the same. What reads comes before what lists, writes, tags
// and manages permissions; what works on resources before what does not; then actions of services that resource control
// policies act on, of these the largest service first; and of one service short names. Nobody publishes how well an
// action is known: this is what the catalogue has that goes with it.
const std::vector<std::uint32_t>& familiarity_ranks();

}  // namespace iamirror::model
