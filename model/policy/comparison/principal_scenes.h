// Scenes by who asks: one principal, or any user or role.
#pragma once

#include <string>
#include <vector>

#include "model/policy/comparison/policy_names.h"
#include "model/policy/comparison/scene.h"

namespace iamirror::model {

// A user or a role; of the account, or of any.
Scene free_scene(const Names& names, const std::string& account, bool is_fixed, const std::string& kind);

// Everybody, on a resource of another account.
std::vector<Scene> outside_scenes(const Names& names);

// The resource is the principal's account's.
void own_resource(Scene& scene);

}  // namespace iamirror::model
