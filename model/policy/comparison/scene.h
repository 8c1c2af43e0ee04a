// Which requests two sets of policies are compared on: who asks, and what that alone says about context keys.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/policy/compare.h"
#include "model/policy/comparison/key_domain.h"

namespace iamirror::model {

struct Scene {
    std::map<std::string, KeyDomain, std::less<>> domains;      // by key in lower case
    std::map<std::string, std::string, std::less<>> same_keys;  // keys that always have the value of another one
    RequestPrincipal principal;                                 // as far as no key says more
    bool is_free = false;           // any user or role of the account, as the keys ask for; `principal` is one of them
    bool has_consent = false;       // everything is allowed that no Deny matches
    bool needs_own_policy = false;  // the resource's must allow too, where a side has one
    bool is_trust = false;          // and is a role's, which names no resource
    std::string account;            // of the resource, if the keys ask for no other; "": the principal's
    std::string partition;          // for examples
    std::vector<std::string> actions;       // what they begin with, in lower case; none: all
    std::vector<std::string> no_actions;    // what none begins with
    std::vector<std::string> resources;     // globs for ARNs, one of which each resource matches; none: all
    std::vector<std::string> no_resources;  // globs for ARNs that no resource matches
};

// The scenes of a comparison, each with another kind of principal.
std::vector<Scene> scenes_of(ComparisonType type, const Layers& a, const Layers& b);

// In lower case; of keys that always have the same value, one.
std::string canonical_key(const Scene& scene, std::string_view key);

}  // namespace iamirror::model
