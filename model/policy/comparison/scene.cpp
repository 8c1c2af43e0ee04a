#include "model/policy/comparison/scene.h"

#include <set>

#include "model/base/text.h"
#include "model/policy/comparison/principal_scenes.h"
#include "model/policy/comparison/variables.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;

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

// Whom the policy can only deny: users and roles of the resource's account.
std::vector<Scene> inside_scenes(const Names& names) {
    std::vector<Scene> out;
    for (Scene& scene : outside_scenes(names)) {
        const Kind kind = scene.principal.kind;
        if (kind != Kind::user && kind != Kind::role && kind != Kind::session) continue;
        own_resource(scene);
        scene.has_consent = true;
        out.push_back(std::move(scene));
    }
    return out;
}

std::vector<Scene> resource_scenes(const Names& names) {
    std::vector<Scene> out = outside_scenes(names), inside = inside_scenes(names);
    for (Scene& scene : inside) {
        scene.no_resources = {"arn:*:kms:*:*:key/*"};  // whose policy must allow, as from outside
        out.push_back(std::move(scene));
    }
    for (Scene& scene : out) scene.no_resources.push_back("arn:*:iam:*:*:role/*");
    return out;
}

std::vector<Scene> trust_scenes(const Names& names) {
    std::vector<Scene> out = outside_scenes(names);
    for (Scene& scene : out) {
        scene.actions = {"sts:assumerole", "sts:tagsession", "sts:setsourceidentity", "sts:setcontext"};
        scene.resources = {"arn:" + names.partition + ":iam::" + scene.account + ":role/example"};
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
    std::vector<Scene> out;
    for (const char* kind : {"user", "role"}) {
        if (!out.empty() && !tells_kinds_apart(a) && !tells_kinds_apart(b)) break;
        out.push_back(free_scene(names, unnamed_account(names.accounts, 123456789012), false, kind));
        own_resource(out.back());
    }
    return out;
}

}  // namespace iamirror::model
