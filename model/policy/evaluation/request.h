// What is asked of the evaluator: who wants to do what with which resource, and what else is known about the request.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-reqcontext.html
#pragma once

#include <string>
#include <string_view>

#include "model/base/result.h"
#include "model/policy/evaluation/context.h"

namespace iamirror::model {

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
struct RequestPrincipal {
    enum class Kind { user, role, session, federated_user, root, service, provider, anonymous };

    Kind kind = Kind::anonymous;
    std::string name;         // as given: an ARN, a service ("cloudtrail.amazonaws.com"), "anonymous"
    std::string partition;    // "" of a service, a provider that is no ARN, and anonymous
    std::string account;      // 12 digits; "" likewise
    std::string path;         // of a user or role; "/" of a session, whose ARN does not tell its role's
    std::string simple_name;  // of the user, of the role (also a session's); "" of others
    bool operator==(const RequestPrincipal&) const = default;
};

// An ARN of a user, role, assumed-role session, federated user, account root, SAML or OIDC provider; a service's name;
// "anonymous". ErrorKind::invalid_input for anything else.
Result<RequestPrincipal> parse_principal(std::string_view text);

// A role that a service made for itself, or its session: policies of the organization leave it alone.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
bool is_service_linked(const RequestPrincipal& principal);

struct RequestResource {
    std::string arn;      // "*" for an action that knows no resource
    std::string account;  // its owner's; "" where neither the request nor the ARN says, which then is the principal's
    bool operator==(const RequestResource&) const = default;
};

struct AccessRequest {
    RequestPrincipal principal;
    std::string action;  // "s3:GetObject", in any case
    RequestResource resource;
    RequestContext context;
    // strict: a key that the context does not give is absent. open: it is not known, and the answer may depend on it.
    bool is_open = false;
    bool operator==(const AccessRequest&) const = default;
};

}  // namespace iamirror::model
