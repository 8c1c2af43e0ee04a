#include "model/policy/comparison/principal_scenes.h"

#include <algorithm>

#include "model/policy/evaluation/facts.h"
#include "model/policy/pattern.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;
using Texts = std::vector<std::string>;

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

// The ARNs of that user, or of the role whatever its path: an account has one role of a name.
Texts arns_of(const RequestPrincipal& named) {
    if (named.kind == Kind::user) return {named.name};
    const std::string stem = "arn:" + named.partition + ":iam::" + named.account + ":role/";
    return {stem + named.simple_name, stem + "*/" + named.simple_name};
}

// Entries with a wildcard name nobody.
std::vector<RequestPrincipal> named_principals(const Names& names) {
    std::vector<RequestPrincipal> out;
    for (const std::string& entry : names.principals) {
        const auto principal = parse_principal(entry);
        const bool is_one = principal && !has_wildcards(entry);
        if (is_one && principal->kind != Kind::federated_user) out.push_back(*principal);
    }
    return out;
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

void leave_out_named(Scene& scene, const Names& names, const std::string& account, bool is_fixed) {
    Texts& arns = scene.domains["aws:principalarn"].no_shapes;
    arns = {"*:*:*:*:*:*:*", "*/"};  // no name holds a colon or is empty
    if (is_fixed) {
        for (const RequestPrincipal& named : named_principals(names)) {
            if (named.account != account || (named.kind != Kind::user && named.kind != Kind::role)) continue;
            const Texts own = arns_of(named);
            arns.insert(arns.end(), own.begin(), own.end());
        }
        return;
    }
    for (const std::string& named : names.accounts) {
        arns.push_back("arn:*:iam::" + named + ":*");
        scene.domains["aws:principalaccount"].no_shapes.push_back(named);
    }
}

// A user or a role that no policy names; of the account, or of none that is named.
Scene free_scene(const Names& names, const std::string& account, bool is_fixed, const std::string& kind) {
    Scene scene{.is_free = true, .partition = names.partition};
    add_common(scene);
    const std::string shown = is_fixed ? account : std::string(any_account);
    const bool is_user = kind == "user";
    scene.domains["aws:principalarn"] = shaped({"arn:?*:iam::" + shown + ":" + kind + "/?*"});
    scene.domains["aws:principalaccount"] = is_fixed ? only({account}) : shaped({std::string(any_account)});
    leave_out_named(scene, names, account, is_fixed);
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

std::vector<RequestPrincipal> fixed_principals(const Names& names) {
    std::vector<RequestPrincipal> out = named_principals(names);
    const auto add = [&](const std::string& text) {
        if (const auto principal = parse_principal(text)) out.push_back(*principal);
    };
    for (const RequestPrincipal& principal : named_principals(names))
        if (principal.kind == Kind::role)
            add("arn:" + principal.partition + ":sts::" + principal.account + ":assumed-role/" + principal.simple_name +
                "/example");
    for (const std::string& account : names.accounts) add("arn:" + names.partition + ":iam::" + account + ":root");
    add("anonymous");
    add("unnamed.example.com");  // a service
    std::sort(out.begin(), out.end(), [](const auto& x, const auto& y) { return x.name < y.name; });
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace

void own_resource(Scene& scene) {
    scene.same_keys["s3:resourceaccount"] = scene.same_keys["aws:resourceaccount"] = "aws:principalaccount";
    scene.account.clear();
}

std::vector<Scene> free_scenes(const Names& names, const std::string& kind) {
    std::vector<Scene> out;
    for (const std::string& account : names.accounts) out.push_back(free_scene(names, account, true, kind));
    out.push_back(free_scene(names, unnamed_account(names.accounts, 123456789012), false, kind));
    return out;
}

std::vector<Scene> named_scenes(const Names& names) {
    std::vector<Scene> out;
    for (const RequestPrincipal& principal : fixed_principals(names)) out.push_back(fixed_scene(names, principal));
    return out;
}

}  // namespace iamirror::model
