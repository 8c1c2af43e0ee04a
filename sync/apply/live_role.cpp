#include "sync/apply/live_role.h"

#include "aws/pager.h"
#include "model/stored_document.h"
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

// A document of an answer, in canonical form where it is a policy.
std::string document_of(const aws::Node& node, std::string_view path) {
    return model::canonical_document(model::store_document(node.text(path).value_or("")).body);
}

// Calls `take` for each member of a listing about one role.
Status for_each_member(aws::Client& client, const std::string& action, const std::string& role, std::string_view list,
                       const std::function<void(const aws::Node&)>& take) {
    aws::ListingSummary summary;
    return aws::for_each_page(
        client, iam_operation(action), iam_pages(), {{"RoleName", role}},
        [&](const aws::Node& page) -> Status {
            for (const auto& member : page.all(std::string(list) + "/member")) take(member);
            return Done{};
        },
        summary);
}

void read_attributes(const aws::Node& node, model::Role& role) {
    role.arn = node.text("Arn").value_or("");
    role.unique_id = node.text("RoleId").value_or("");
    role.name = node.text("RoleName").value_or("");
    role.path = node.text("Path").value_or("/");
    role.description = node.text("Description").value_or("");
    role.max_session_seconds = std::stol(node.text("MaxSessionDuration").value_or("3600"));
    role.trust = document_of(node, "AssumeRolePolicyDocument");
    role.boundary_arn = node.text("PermissionsBoundary/PermissionsBoundaryArn").value_or("");
    for (const auto& tag : node.all("Tags/member"))
        role.tags[tag.text("Key").value_or("")] = tag.text("Value").value_or("");
}

Status read_inline_policies(aws::Client& client, model::Role& role) {
    std::vector<std::string> names;
    auto listed = for_each_member(client, "ListRolePolicies", role.name, "PolicyNames",
                                  [&](const aws::Node& member) { names.push_back(member.text().value_or("")); });
    if (!listed) return listed;
    for (const auto& policy : names) {
        const auto answer =
            client.call(iam_operation("GetRolePolicy"), {{"RoleName", role.name}, {"PolicyName", policy}});
        if (!answer) return answer.error();
        role.inline_policies[policy] = document_of(answer->result, "PolicyDocument");
    }
    return Done{};
}

Status read_parts(aws::Client& client, model::Role& role) {
    if (auto read = read_inline_policies(client, role); !read) return read;
    return for_each_member(
        client, "ListAttachedRolePolicies", role.name, "AttachedPolicies",
        [&](const aws::Node& member) { role.attached_policy_arns.insert(member.text("PolicyArn").value_or("")); });
}

}  // namespace

Result<std::optional<model::Role>> read_live_role(aws::Client& client, const std::string& name) {
    const auto answer = client.call(iam_operation("GetRole"), {{"RoleName", name}});
    if (!answer && answer.error().kind == ErrorKind::not_found) return std::optional<model::Role>{};
    if (!answer) return answer.error();
    model::Role role;
    read_attributes(answer->result.at("Role"), role);
    const auto parts = read_parts(client, role);
    // Deleted while we read it: it is not there.
    if (!parts && parts.error().kind == ErrorKind::not_found) return std::optional<model::Role>{};
    if (!parts) return parts.error();
    return std::optional{std::move(role)};
}

}  // namespace iamirror::sync
