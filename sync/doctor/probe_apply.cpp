#include "sync/doctor/probe_apply.h"

#include <array>
#include <map>

#include "aws/pager.h"
#include "model/arn.h"
#include "model/base/text.h"
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

struct Needed {
    const char* action;
    const char* cost;
};

constexpr const char* no_look = "apply cannot see what a role is before and after it writes, and writes nothing";

constexpr std::array<Needed, 12> needed{{
    {"iam:GetRole", no_look},
    {"iam:ListRolePolicies", no_look},
    {"iam:GetRolePolicy", no_look},
    {"iam:ListAttachedRolePolicies", no_look},
    {"iam:GetUser", "apply cannot tell a user that is new from one that does not exist"},
    {"iam:CreateRole", "apply cannot make roles"},
    {"iam:TagRole", "apply cannot make roles: ours carry a tag"},
    {"iam:UpdateRole", "apply cannot change descriptions and session durations"},
    {"iam:UpdateAssumeRolePolicy", "apply cannot change who may assume a role"},
    {"iam:PutRolePolicy", "apply cannot change what a role may do"},
    {"iam:DeleteRolePolicy", "apply cannot delete roles"},
    {"iam:DeleteRole", "apply cannot delete roles"},
}};

// The name of the role whose session this is: arn:PARTITION:sts::ACCOUNT:assumed-role/NAME/SESSION.
std::string role_of_session(const model::Arn& identity) {
    const auto names = split(identity.resource, '/');
    const bool is_session = identity.service == "sts" && names.size() == 3 && names[0] == "assumed-role";
    return is_session ? std::string{names[1]} : "";
}

// The user or role whose policies count. A session's ARN does not say its role's path.
Result<std::string> policy_source(aws::Client& client, const model::Arn& identity) {
    const auto arn = model::format(identity);
    if (model::parse_iam_arn(arn)) return arn;
    const auto role = role_of_session(identity);
    if (role.empty()) return Error{.kind = ErrorKind::not_found, .message = printable(arn) + " is no user and no role"};
    const auto answer = client.call(iam_operation("GetRole"), {{"RoleName", role}});
    if (!answer) return answer.error();
    return answer->result.text("Role/Arn").value_or("");
}

// A role that could be one of ours: a policy may be limited to roles.
std::string example_role(const model::Arn& identity) {
    return model::format(model::IamObject{identity.partition, identity.account, "role", "/", "iamirror-doctor"});
}

// Action in lower case -> "allowed", "implicitDeny", "explicitDeny".
Result<std::map<std::string, std::string>> simulate(aws::Client& client, const model::Arn& identity) {
    const auto source = policy_source(client, identity);
    if (!source) return source.error();
    aws::Parameters parameters{{"PolicySourceArn", *source}, {"ResourceArns.member.1", example_role(identity)}};
    for (std::size_t i = 0; i < needed.size(); ++i)
        parameters.emplace_back("ActionNames.member." + std::to_string(i + 1), needed[i].action);
    std::map<std::string, std::string> decisions;
    aws::ListingSummary summary;
    const auto status = aws::for_each_page(
        client, iam_operation("SimulatePrincipalPolicy"), iam_pages(), parameters,
        [&](const aws::Node& page) -> Status {
            for (const auto& result : page.all("EvaluationResults/member"))
                decisions[to_lower_ascii(result.text("EvalActionName").value_or(""))] =
                    result.text("EvalDecision").value_or("");
            return Done{};
        },
        summary);
    if (!status) return status.error();
    return decisions;
}

Check unknown(const Needed& permission, const Error& error) {
    const std::string remedy = error.kind == ErrorKind::denied ? "allow " + error.service_action + " to find out" : "";
    return {"apply", permission.action, Health::unknown, describe(error), "", remedy};
}

Check judged(const Needed& permission, const std::map<std::string, std::string>& decisions) {
    const auto found = decisions.find(to_lower_ascii(permission.action));
    if (found == decisions.end())
        return unknown(permission, {.kind = ErrorKind::invalid_answer, .message = "IAM's simulation left it out"});
    if (found->second == "allowed") return {.area = "apply", .subject = permission.action};
    const bool is_explicit = found->second == "explicitDeny";
    return {"apply",          permission.action,
            Health::impaired, is_explicit ? "a policy denies it" : "no policy allows it",
            permission.cost,  is_explicit ? "" : std::string{"allow "} + permission.action};
}

// Root is limited by no policy of IAM.
bool is_root(const model::Arn& identity) {
    return identity.service == "iam" && identity.resource == "root";
}

}  // namespace

Checks probe_apply(aws::Client& client, const std::string& identity_arn) {
    Checks checks;
    const auto identity = model::parse_arn(identity_arn);
    if (identity && is_root(*identity)) {
        for (const auto& permission : needed) checks.push_back({.area = "apply", .subject = permission.action});
        return checks;
    }
    using Decisions = std::map<std::string, std::string>;
    const auto decisions = identity ? simulate(client, *identity) : Result<Decisions>{identity.error()};
    for (const auto& permission : needed)
        checks.push_back(decisions ? judged(permission, *decisions) : unknown(permission, decisions.error()));
    return checks;
}

}  // namespace iamirror::sync
