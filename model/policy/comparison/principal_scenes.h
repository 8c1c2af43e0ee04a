// Scenes by who asks: one principal, or any user or role.
#pragma once

#include <string>
#include <vector>

#include "model/policy/comparison/policy_names.h"
#include "model/policy/comparison/scene.h"

namespace iamirror::model {

// Each that the policies name, those that act in a named account's or a named role's stead, and of those that have no
// account one that nothing names.
std::vector<Scene> named_scenes(const Names& names);

// All other users or roles ("user", "role"): of each account that is named, and of all others.
std::vector<Scene> free_scenes(const Names& names, const std::string& kind);

// The resource is the principal's account's.
void own_resource(Scene& scene);

}  // namespace iamirror::model
