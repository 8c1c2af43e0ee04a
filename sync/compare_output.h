// How a comparison of policies is shown: in words to a person, as one object or as CSV to a script.
#pragma once

#include <ostream>

#include "model/policy/compare.h"
#include "sync/config.h"

namespace iamirror::sync {

// A witness in JSON is the "request" of a line of `simulate`.
void print_comparison(std::ostream& out, const model::PolicyComparison& found, model::ComparisonType type,
                      OutputFormat format);

}  // namespace iamirror::sync
