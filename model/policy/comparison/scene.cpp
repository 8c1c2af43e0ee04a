#include "model/policy/comparison/scene.h"

#include <set>

#include "model/base/text.h"
#include "model/policy/comparison/principal_scenes.h"
#include "model/policy/comparison/variables.h"
#include "model/policy/evaluation/resource_kind.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;

// What a trust policy decides, on what.
const std::vector<std::string> trust_actions(trust_verbs.begin(), trust_verbs.end());
constexpr const char *role_arns = "arn:*:iam:*:*:role/*", *key_arns = "arn:*:kms:*:*:key/*";

// Whether any test or variable is about what users and roles differ in.
bool tells_kinds_apart(const Layers& layers) {
    std::set<std::string> keys;
    for_each_policy(layers, [&](const Policy& policy) {
        collect_variables(policy, keys);
        for (const Statement& statement : policy.statements)
            for (const auto& [name, tests] : statement.condition)
                for (const auto& [key, values] : tests) keys.insert(to_lower_ascii(key));
    });
    return keys.count("aws:username") + keys.count("aws:principalarn") + keys.count("aws:principaltype") > 0;
}

// Everybody, on a resource of another account.
std::vector<Scene> outside_scenes(const Names& names) {
    std::vector<Scene> out = named_scenes(names);
    for (const char* kind : {"role", "user"})
        for (Scene& scene : free_scenes(names, kind)) out.push_back(std::move(scene));
    for (Scene& scene : out) scene.account = unnamed_account(names.accounts, 111122223333);
    return out;
}

bool is_inhabitant(const Scene& scene) {
    const Kind kind = scene.principal.kind;
    return kind == Kind::user || kind == Kind::role || kind == Kind::session;
}

// Whom the policy can only deny: users and roles of the resource's account.
std::vector<Scene> inside_scenes(const Names& names) {
    std::vector<Scene> out;
    for (Scene& scene : outside_scenes(names)) {
        if (!is_inhabitant(scene)) continue;
        own_resource(scene);
        scene.has_consent = true;
        out.push_back(std::move(scene));
    }
    return out;
}

std::vector<Scene> resource_scenes(const Names& names) {
    std::vector<Scene> out = outside_scenes(names), inside = inside_scenes(names);
    for (Scene& scene : inside) {
        scene.no_resources = {key_arns};  // whose policy must allow, as from outside
        out.push_back(std::move(scene));
    }
    for (Scene& scene : out) scene.no_resources.push_back(role_arns);
    return out;
}

std::vector<Scene> trust_scenes(const Names& names) {
    std::vector<Scene> out = outside_scenes(names);
    for (Scene& scene : out) {
        scene.actions = trust_actions;
        scene.resources = {"arn:" + names.partition + ":iam::" + scene.account + ":role/example"};
    }
    return out;
}

// Apart what the resource's own policy must allow as well.
std::vector<Scene> by_own_policy(const Scene& scene) {
    Scene other = scene, other_of_role = scene, key = scene, trust = scene;
    other.no_resources = {role_arns, key_arns};
    other_of_role.resources = trust.resources = {role_arns};
    other_of_role.no_actions = trust.actions = trust_actions;
    key.resources = {key_arns};
    key.needs_own_policy = trust.needs_own_policy = trust.is_trust = true;
    return {other, other_of_role, key, trust};
}

// Users and roles, no service-linked ones, each on resources of its own account.
std::vector<Scene> identity_scenes(const Names& names, bool tells_kinds_apart, bool has_own_policy) {
    std::vector<Scene> all = free_scenes(names, "user"), out;
    for (Scene& scene : named_scenes(names)) all.push_back(std::move(scene));
    if (tells_kinds_apart)
        for (Scene& scene : free_scenes(names, "role")) all.push_back(std::move(scene));
    for (Scene& scene : all) {
        const bool is_session = scene.principal.kind == Kind::session;
        if (!is_inhabitant(scene) || (is_session && is_service_linked(scene.principal))) continue;
        own_resource(scene);
        if (scene.principal.kind == Kind::role)
            scene.domains["aws:principalarn"].no_shapes.push_back("arn:*:iam::*:role/aws-service-role/*");
        for (Scene& part : has_own_policy ? by_own_policy(scene) : std::vector<Scene>{scene})
            out.push_back(std::move(part));
    }
    return out;
}

}  // namespace

std::string canonical_key(const Scene& scene, std::string_view key) {
    const std::string lower = to_lower_ascii(key);
    const auto same = scene.same_keys.find(lower);
    return same == scene.same_keys.end() ? lower : same->second;
}

std::vector<Scene> scenes_of(ComparisonType type, const Layers& a, const Layers& b) {
    const Names names = names_in(a, b);
    if (type == ComparisonType::resource) return resource_scenes(names);
    if (type == ComparisonType::trust) return trust_scenes(names);
    return identity_scenes(names, tells_kinds_apart(a) || tells_kinds_apart(b), a.resource || b.resource);
}

}  // namespace iamirror::model
