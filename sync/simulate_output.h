// A decision of `iamirror simulate` for a person: in words, at 80 columns, nothing left out.
#pragma once

#include <ostream>

#include "model/simulate.h"

namespace iamirror::sync {

// The id with the decision, who asks for what on what, the statements and layers that decided, the condition, what else
// a reader should know; what is wrong with a line that could not be read. Nothing reaches the terminal raw.
void print_decision(std::ostream& out, const model::Simulated& simulated);

}  // namespace iamirror::sync
