#include "model/diff.h"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>

#include "model/policy/format.h"
#include "model/translate/who.h"

namespace iamirror::model {
namespace {

using nlohmann::json;
using Inline = std::map<std::string, std::string>;

// Equal for IAM; what is no policy is equal only to itself.
bool same_document(const std::string& left, const std::string& right) {
    const auto l = parse_policy(left), r = parse_policy(right);
    return l && r ? same_meaning(*l, *r) : left == right;
}

void compare(std::vector<Change>& out, const std::string& attribute, const json& old_value, const json& new_value) {
    if (old_value != new_value) out.push_back({attribute, old_value.dump(), new_value.dump()});
}

json member(const json& object, const std::string& name) {
    return object.contains(name) ? object.at(name) : json();
}

Call update_trust(const Role& role, const std::string& trust) {
    return {"iam:UpdateAssumeRolePolicy", {{"RoleName", role.name}, {"PolicyDocument", trust}}};
}

Call put_policy(const Role& role, const std::string& name, const std::string& document) {
    return {"iam:PutRolePolicy", {{"RoleName", role.name}, {"PolicyName", name}, {"PolicyDocument", document}}};
}

Call delete_policy(const Role& role, const std::string& name) {
    return {"iam:DeleteRolePolicy", {{"RoleName", role.name}, {"PolicyName", name}}};
}

// What is new or other first, in place where the name stays; what is gone last.
void add_policies(std::vector<Call>& out, const Role& role, const Inline& before, const Inline& after) {
    for (const auto& [name, document] : after) {
        const auto old = before.find(name);
        if (old == before.end() || !same_document(old->second, document)) {
            out.push_back(put_policy(role, name, document));
        }
    }
    for (const auto& [name, document] : before) {
        if (!after.count(name)) out.push_back(delete_policy(role, name));
    }
}

std::vector<Call> create_calls(const Role& role) {
    Call create{"iam:CreateRole",
                {{"RoleName", role.name}, {"Path", role.path}, {"AssumeRolePolicyDocument", role.trust}}};
    if (!role.description.empty()) create.parameters.emplace_back("Description", role.description);
    create.parameters.emplace_back("MaxSessionDuration", std::to_string(role.max_session_seconds));
    int number = 0;
    for (const auto& [key, value] : role.tags) {
        const std::string tag = "Tags.member." + std::to_string(++number);
        create.parameters.emplace_back(tag + ".Key", key);
        create.parameters.emplace_back(tag + ".Value", value);
    }
    std::vector<Call> out{std::move(create)};
    add_policies(out, role, {}, role.inline_policies);
    return out;
}

std::vector<Call> delete_calls(const Role& role) {
    std::vector<Call> out;
    add_policies(out, role, role.inline_policies, {});
    out.push_back({"iam:DeleteRole", {{"RoleName", role.name}}});
    return out;
}

std::vector<Call> update_calls(const Role& before, const Role& after) {
    std::vector<Call> policies, out;
    add_policies(policies, before, before.inline_policies, after.inline_policies);
    const bool trust_changes = !same_document(before.trust, after.trust);
    std::string trust = before.trust;
    if (trust_changes && !policies.empty()) {
        trust = common_trust(before.trust, after.trust);
        if (!same_document(trust, before.trust)) out.push_back(update_trust(before, trust));
    }
    out.insert(out.end(), policies.begin(), policies.end());
    if (!same_document(trust, after.trust)) out.push_back(update_trust(before, after.trust));
    if (before.description != after.description || before.max_session_seconds != after.max_session_seconds) {
        out.push_back({"iam:UpdateRole",
                       {{"RoleName", before.name},
                        {"Description", after.description},
                        {"MaxSessionDuration", std::to_string(after.max_session_seconds)}}});
    }
    return out;
}

}  // namespace

std::vector<Change> changes_of(const std::optional<Role>& before, const std::optional<Role>& after) {
    const json old_role = before ? to_json(*before) : json::object();
    const json new_role = after ? to_json(*after) : json::object();
    std::vector<Change> out;
    for (const char* name : {"path", "description", "max_session_duration", "tags"}) {
        compare(out, name, member(old_role, name), member(new_role, name));
    }
    const bool is_same_trust = before && after && same_document(before->trust, after->trust);
    if (!is_same_trust) {
        compare(out, "assume_role_policy", member(old_role, "assume_role_policy"),
                member(new_role, "assume_role_policy"));
    }
    Inline names = before ? before->inline_policies : Inline{};
    if (after) names.insert(after->inline_policies.begin(), after->inline_policies.end());
    for (const auto& [name, unused] : names) {
        const bool is_in_both =
            before && after && before->inline_policies.count(name) && after->inline_policies.count(name);
        if (is_in_both && same_document(before->inline_policies.at(name), after->inline_policies.at(name))) continue;
        compare(out, "inline_policies." + name, member(member(old_role, "inline_policies"), name),
                member(member(new_role, "inline_policies"), name));
    }
    return out;
}

std::vector<Call> calls_of(const std::optional<Role>& before, const std::optional<Role>& after) {
    if (!before && !after) return {};
    if (!before) return create_calls(*after);
    return after ? update_calls(*before, *after) : delete_calls(*before);
}

std::string common_trust(const std::string& before, const std::string& after) {
    const auto old_policy = parse_policy(before), new_policy = parse_policy(after);
    if (!old_policy || !new_policy) return format_policy(trust_policy({}));
    const TrustParts old_parts = parts_of(*old_policy), new_parts = parts_of(*new_policy);
    Trusts common;
    std::set_intersection(old_parts.trusts.begin(), old_parts.trusts.end(), new_parts.trusts.begin(),
                          new_parts.trusts.end(), std::inserter(common, common.end()));
    std::vector<Statement> others;
    for (const Statement& statement : old_parts.others) {
        const bool stays =
            std::find(new_parts.others.begin(), new_parts.others.end(), statement) != new_parts.others.end();
        if (stays) others.push_back(statement);
    }
    if (old_parts.denies_everyone || new_parts.denies_everyone || (common.empty() && others.empty())) {
        return format_policy(trust_policy({}));
    }
    // What either side denies is denied: live is the one access and the other.
    Policy out = trust_policy(common);
    if (common.empty()) out.statements.clear();
    for (const std::vector<Statement>& more : {others, old_parts.denies, new_parts.denies}) {
        out.statements.insert(out.statements.end(), more.begin(), more.end());
    }
    out.version = new_policy->version;
    return format_policy(canonical(std::move(out)));
}

}  // namespace iamirror::model
