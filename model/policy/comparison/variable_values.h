// Values that a variable can usefully have: of each kind that the tests and resources of two sets of policies tell
// apart, a few.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/policy/comparison/rules.h"
#include "model/policy/comparison/scene.h"
#include "model/policy/language_table.h"

namespace iamirror::model {

// At most two dozen, each once, the plainest first; nullopt: the key is absent.
std::vector<std::optional<std::string>> values_to_try(const std::string& key, const Rules& rules, const Scene& scene,
                                                      LanguageTable& table);

}  // namespace iamirror::model
