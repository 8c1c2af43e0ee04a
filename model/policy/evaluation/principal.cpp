#include <array>
#include <optional>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/policy/evaluation/request.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;

Error no_principal(std::string_view text) {
    Error error;
    error.kind = ErrorKind::invalid_input;
    error.message = "principal " + printable(text) +
                    " is none: give the ARN of a user, role, assumed-role session, federated user, account root or "
                    "identity provider, the name of a service, or \"anonymous\"";
    return error;
}

// "role/path/name" without its type: path and name.
void split_path(std::string_view rest, RequestPrincipal& principal) {
    const std::size_t slash = rest.rfind('/');
    principal.path = slash == std::string_view::npos ? "/" : "/" + std::string(rest.substr(0, slash + 1));
    principal.simple_name = rest.substr(slash == std::string_view::npos ? 0 : slash + 1);
}

// The type before the first slash of the ARN's resource, by service.
struct Form {
    std::string_view service, type;
    Kind kind;
};
constexpr std::array<Form, 6> forms{{{"iam", "user", Kind::user},
                                     {"iam", "role", Kind::role},
                                     {"sts", "assumed-role", Kind::session},
                                     {"sts", "federated-user", Kind::federated_user},
                                     {"iam", "saml-provider", Kind::provider},
                                     {"iam", "oidc-provider", Kind::provider}}};

bool read_form(const Form& form, std::string_view rest, RequestPrincipal& principal) {
    principal.kind = form.kind;
    if (rest.empty() || rest.back() == '/') return false;
    if (form.kind == Kind::user || form.kind == Kind::role) split_path(rest, principal);
    if (form.kind != Kind::session) return true;
    const std::size_t slash = rest.find('/');
    if (slash == 0 || slash == std::string_view::npos) return false;
    principal.path = "/";
    principal.simple_name = rest.substr(0, slash);
    return true;
}

bool read_arn(const Arn& arn, RequestPrincipal& principal) {
    principal.partition = arn.partition;
    principal.account = arn.account;
    if (!is_account_id(arn.account)) return false;
    if (arn.service == "iam" && arn.resource == "root") {
        principal.kind = Kind::root;
        return true;
    }
    const std::size_t slash = arn.resource.find('/');
    for (const Form& form : forms) {
        if (slash == std::string::npos || arn.service != form.service) continue;
        if (std::string_view(arn.resource).substr(0, slash) != form.type) continue;
        return read_form(form, std::string_view(arn.resource).substr(slash + 1), principal);
    }
    return false;
}

bool is_service_name(std::string_view text) {
    return text.find('.') != std::string_view::npos && text.find_first_of(":/* \t") == std::string_view::npos;
}

}  // namespace

Result<RequestPrincipal> parse_principal(std::string_view text) {
    RequestPrincipal principal;
    principal.name = text;
    if (text == "anonymous") return principal;
    if (text.starts_with("arn:")) {
        const Result<Arn> arn = parse_arn(text);
        if (!arn || !read_arn(*arn, principal)) return no_principal(text);
        return principal;
    }
    if (!is_service_name(text)) return no_principal(text);
    principal.kind = Kind::service;
    return principal;
}

bool is_service_linked(const RequestPrincipal& principal) {
    if (principal.kind == Kind::session) return principal.simple_name.starts_with("AWSServiceRoleFor");
    return principal.kind == Kind::role && principal.path.starts_with("/aws-service-role/");
}

}  // namespace iamirror::model
