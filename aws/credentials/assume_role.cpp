#include "aws/credentials/assume_role.h"

#include "aws/credentials/sts_session.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

// It makes a session and changes nothing: asked twice, it does no harm.
Operation assume_role_operation() {
    return {.service = "sts", .name = "AssumeRole", .api_version = "2011-06-15"};
}

Parameters parameters_of(const RoleStep& role) {
    Parameters parameters{{"RoleArn", role.role_arn},
                          {"RoleSessionName", role.session_name.empty() ? "iamirror" : role.session_name}};
    if (role.duration_seconds > 0) parameters.emplace_back("DurationSeconds", std::to_string(role.duration_seconds));
    if (!role.external_id.empty()) parameters.emplace_back("ExternalId", role.external_id.reveal());
    return parameters;
}

std::string hint_for(const RoleStep& role, const Credentials& with) {
    return "the role's trust policy must allow the identity of " + with.source +
           (role.external_id.empty() ? "" : " with this external id") +
           ", and that identity needs sts:AssumeRole on it";
}

}  // namespace

Result<Credentials> assume_role(const RoleStep& role, const Credentials& with, ClientParts parts) {
    GivenKeys keys{with};
    parts.credentials = &keys;
    parts.hidden = role.external_id;
    Client client{std::move(parts)};
    const auto operation = assume_role_operation();
    const auto answer = client.call(operation, parameters_of(role));
    if (!answer) return refused_session(answer.error(), role.role_arn, hint_for(role, with));
    return session_of(*answer, operation, role.role_arn,
                      "profile " + printable(role.profile) + ": role " + printable(role.role_arn));
}

Result<Credentials> assume_roles(const std::vector<RoleStep>& roles, Credentials keys, const ClientParts& parts) {
    for (const auto& role : roles) {
        auto assumed = assume_role(role, keys, parts);
        if (!assumed) return assumed;
        keys = std::move(assumed).value();
    }
    return keys;
}

}  // namespace iamirror::aws
