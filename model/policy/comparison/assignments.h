// Values to try for the variables that two sets of policies hold.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/policy/comparison/rules.h"
#include "model/policy/comparison/scene.h"
#include "model/policy/comparison/variables.h"

namespace iamirror::model {

// Four dozen at most, the plainest first; one without variables where there are none. Keys that always have the same
// value have it here too.
std::vector<VariableValues> assignments(const std::set<std::string>& variables, const Rules& rules, const Scene& scene,
                                        LanguageTable& table);

// The scene where the keys have those values.
Scene scene_with(const Scene& scene, const VariableValues& values);

}  // namespace iamirror::model
