#include "model/policy/comparison/scene.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <set>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/policy/comparison/variables.h"
#include "model/policy/evaluation/facts.h"
#include "model/policy/evaluation/principal_match.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;
using Texts = std::vector<std::string>;

void for_each_policy(const Layers& layers, const std::function<void(const Policy&)>& take) {
    const auto take_all = [&](const Policies& policies) {
        for (const NamedPolicy& policy : policies) take(policy.document);
    };
    take_all(layers.identity);
    if (layers.boundary) take_all(*layers.boundary);
    if (layers.session) take_all(*layers.session);
    if (layers.service_control)
        for (const OrganizationLevel& level : *layers.service_control) take_all(level.policies);
    if (layers.resource) take(*layers.resource);
}

// What the policies name: for examples, and for principals to try.
struct Names {
    std::set<std::string> principals;  // as written, of every type
    std::set<std::string> accounts;
    std::string partition;
};

bool is_partition(const std::string& text) {
    return parse_arn("arn:" + text + ":iam::123456789012:root").ok();
}

void read_names(const Policy& policy, Names& names) {
    const auto take = [&](const std::string& text) {
        const std::string partition = partition_of(text);
        if (names.partition.empty() && is_partition(partition)) names.partition = partition;
    };
    for (const Statement& statement : policy.statements) {
        for (const auto* list : {&statement.resource, &statement.not_resource})
            if (*list) std::for_each((*list)->begin(), (*list)->end(), take);
        for (const auto* principals : {&statement.principal, &statement.not_principal}) {
            if (!*principals) continue;
            for (const auto& [type, entries] : **principals) {
                names.principals.insert(entries.begin(), entries.end());
                std::for_each(entries.begin(), entries.end(), take);
            }
        }
    }
}

Names names_in(const Layers& a, const Layers& b) {
    Names names;
    for (const Layers* layers : {&a, &b})
        for_each_policy(*layers, [&](const Policy& policy) { read_names(policy, names); });
    if (names.partition.empty()) names.partition = "aws";
    for (const std::string& entry : names.principals) {
        if (is_account_id(entry)) names.accounts.insert(entry);
        const auto principal = parse_principal(entry);
        if (principal && !principal->account.empty()) names.accounts.insert(principal->account);
    }
    return names;
}

// `account`, or one after it that nothing names.
std::string unnamed_account(const std::set<std::string>& taken, std::uint64_t account) {
    while (taken.count(std::to_string(account)) != 0) ++account;
    return std::to_string(account);
}

KeyDomain absent() {
    return {.may_be_present = false};
}
KeyDomain only(Texts values) {
    return {.may_be_absent = false, .values = std::move(values)};
}
KeyDomain shaped(Texts shapes) {
    return {.may_be_absent = false, .shapes = std::move(shapes)};
}

constexpr std::string_view any_account = "????????????";

// Requests do not go through an access point.
void add_common(Scene& scene) {
    for (const char* key : {"s3:dataaccesspointarn", "s3:dataaccesspointaccount", "s3:accesspointnetworkorigin"})
        scene.domains[key] = absent();
    scene.same_keys["s3:resourceaccount"] = "aws:resourceaccount";
    scene.domains["aws:resourceaccount"] = shaped({std::string(any_account)});
}

void own_resource(Scene& scene) {
    scene.same_keys["s3:resourceaccount"] = scene.same_keys["aws:resourceaccount"] = "aws:principalaccount";
    scene.account.clear();
}

// A user or a role; of the account, or of any.
Scene free_scene(const Names& names, const std::string& account, bool is_fixed, const std::string& kind) {
    Scene scene{.is_free = true, .partition = names.partition};
    add_common(scene);
    const std::string shown = is_fixed ? account : std::string(any_account);
    const bool is_user = kind == "user";
    scene.domains["aws:principalarn"] = shaped({"arn:*:iam::" + shown + ":" + kind + "/?*"});
    scene.domains["aws:principalaccount"] = is_fixed ? only({account}) : shaped({std::string(any_account)});
    // no name holds a colon
    scene.domains["aws:principalarn"].no_shapes = {"*:*:*:*:*:*:*"};
    for (const std::string& named : names.accounts) {
        if (is_fixed) break;
        scene.domains["aws:principalarn"].no_shapes.push_back("arn:*:iam::" + named + ":*");
        scene.domains["aws:principalaccount"].no_shapes.push_back(named);
    }
    scene.domains["aws:principaltype"] = only({is_user ? "User" : "AssumedRole"});
    scene.domains["aws:principalisawsservice"] = only({"false"});
    scene.domains["aws:principalservicename"] = absent();
    scene.domains["aws:username"] = absent();
    if (is_user) scene.domains["aws:username"] = {.may_be_absent = false, .no_shapes = {"*/*", "*:*"}};
    std::string name = "example";
    const auto is_named = [&](const std::string& entry) { return entry.ends_with("/" + name); };
    while (std::any_of(names.principals.begin(), names.principals.end(), is_named)) name += "-2";
    scene.principal = parse_principal("arn:" + names.partition + ":iam::" + account + ":" + kind + "/" + name).value();
    return scene;
}

// One principal that is named, or an example of those that are not.
Scene fixed_scene(const Names& names, const RequestPrincipal& principal) {
    Scene scene{.principal = principal, .partition = names.partition};
    add_common(scene);
    const AccessRequest request{.principal = principal, .action = "", .resource = {}, .context = {}};
    const Facts facts(request, "", "");
    for (const char* key : {"aws:principalarn", "aws:principalaccount", "aws:principaltype", "aws:username",
                            "aws:principalisawsservice", "aws:principalservicename"}) {
        const KeyValues known = facts.key(key);
        scene.domains[key] = known.state == KeyValues::State::present ? only(known.values) : absent();
    }
    // who is of no account is of no organization
    if (principal.account.empty())
        for (const char* key : {"aws:principalorgid", "aws:principalorgpaths", "aws:userid"})
            scene.domains[key] = absent();
    return scene;
}

std::vector<RequestPrincipal> fixed_principals(const Names& names) {
    std::vector<RequestPrincipal> out;
    const auto add = [&](const std::string& text) {
        const auto principal = parse_principal(text);
        if (principal && principal->kind != Kind::federated_user) out.push_back(*principal);
    };
    for (const std::string& entry : names.principals) {
        add(entry);
        const auto principal = parse_principal(entry);
        if (principal && principal->kind == Kind::role)
            add("arn:" + principal->partition + ":sts::" + principal->account + ":assumed-role/" +
                principal->simple_name + "/example");
    }
    for (const std::string& account : names.accounts) add("arn:" + names.partition + ":iam::" + account + ":root");
    add("anonymous");
    add("unnamed.example.com");  // a service
    std::sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return x.name < y.name; });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

std::vector<Scene> outside_scenes(const Names& names) {
    const std::string stranger = unnamed_account(names.accounts, 123456789012);
    std::vector<Scene> out;
    for (const RequestPrincipal& principal : fixed_principals(names)) out.push_back(fixed_scene(names, principal));
    for (const char* kind : {"role", "user"}) {
        for (const std::string& account : names.accounts) out.push_back(free_scene(names, account, true, kind));
        out.push_back(free_scene(names, stranger, false, kind));
    }
    for (Scene& scene : out) scene.account = unnamed_account(names.accounts, 111122223333);
    return out;
}

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
