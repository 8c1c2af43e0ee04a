#include "model/policy/evaluation/facts.h"

#include "model/arn.h"
#include "model/base/text.h"

namespace iamirror::model {
namespace {

using Kind = RequestPrincipal::Kind;
using Values = std::vector<std::string>;

Values if_any(std::string_view value) {
    return value.empty() ? Values{} : Values{std::string(value)};
}

std::string owner_of(const AccessRequest& request) {
    if (!request.resource.account.empty()) return request.resource.account;
    const std::string_view written = arn_segment(request.resource.arn, 4);
    return is_account_id(written) ? std::string(written) : request.principal.account;
}

// The role's of a session, as far as its ARN tells it: the path is not in it.
std::string arn_of(const RequestPrincipal& principal) {
    if (principal.kind != Kind::session) return principal.name;
    return format(IamObject{principal.partition, principal.account, "role", principal.path, principal.simple_name});
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltype
Values type_of(const RequestPrincipal& principal) {
    switch (principal.kind) {
        case Kind::user:
            return {"User"};
        case Kind::role:
        case Kind::session:
            return {"AssumedRole"};
        case Kind::federated_user:
            return {"FederatedUser"};
        case Kind::root:
            return {"Account"};
        case Kind::anonymous:
            return {"Anonymous"};
        case Kind::service:
        case Kind::provider:
            break;
    }
    return {};
}

RequestContext fold_principal(const RequestPrincipal& principal) {
    const bool is_service = principal.kind == Kind::service;
    const bool has_arn = !principal.account.empty();
    return {{"aws:principalarn", has_arn ? Values{arn_of(principal)} : Values{}},
            {"aws:principalaccount", if_any(principal.account)},
            {"aws:principaltype", type_of(principal)},
            {"aws:username", principal.kind == Kind::user ? Values{principal.simple_name} : Values{}},
            {"aws:principalisawsservice", {is_service ? "true" : "false"}},
            {"aws:principalservicename", is_service ? Values{principal.name} : Values{}}};
}

}  // namespace

Facts::Facts(const AccessRequest& request, std::string_view access_point, std::string_view network_origin)
    : request_(request), resource_account_(owner_of(request)), folded_(fold_principal(request.principal)) {
    folded_.set("aws:resourceaccount", if_any(resource_account_));
    folded_.set("s3:resourceaccount", if_any(resource_account_));
    folded_.set("s3:dataaccesspointarn", if_any(access_point));
    folded_.set("s3:dataaccesspointaccount", if_any(arn_segment(access_point, 4)));
    folded_.set("s3:accesspointnetworkorigin", if_any(access_point.empty() ? "" : network_origin));
}

KeyValues Facts::key(std::string_view name) const {
    const std::string lower = to_lower_ascii(name);
    const auto given = request_.context.find(lower);
    const auto folded = folded_.find(lower);
    const bool is_given = given != request_.context.end();
    if (!is_given && folded == folded_.end())
        return {request_.is_open ? KeyValues::State::unknown : KeyValues::State::absent, {}};
    const Values& values = is_given ? given->second : folded->second;
    return {values.empty() ? KeyValues::State::absent : KeyValues::State::present, values};
}

}  // namespace iamirror::model
