#include "model/policy/compiled/request.h"

#include <array>

#include "model/arn.h"

namespace iamirror::model::compiled {
namespace {

using Kind = RequestPrincipal::Kind;

// Words that keys have for values.
struct Words {
    std::string yes = "true", no = "false", user = "User", role = "AssumedRole", federated = "FederatedUser",
                root = "Account", anonymous = "Anonymous";
};
const Words words;

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-principaltype
const std::string* type_of(Kind kind) {
    switch (kind) {
        case Kind::user:
            return &words.user;
        case Kind::role:
        case Kind::session:
            return &words.role;
        case Kind::federated_user:
            return &words.federated;
        case Kind::root:
            return &words.root;
        case Kind::anonymous:
            return &words.anonymous;
        case Kind::service:
        case Kind::provider:
            break;
    }
    return nullptr;
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html
bool is_linked_role(const RequestPrincipal& principal) {
    if (principal.kind == Kind::session) return principal.simple_name.starts_with("AWSServiceRoleFor");
    return principal.kind == Kind::role && principal.path.starts_with("/aws-service-role/");
}

const std::string* if_any(const std::string& text) {
    return text.empty() ? nullptr : &text;
}

constexpr std::size_t arn_segments = 6;

// All at once; arn_segment() looks for one.
std::array<std::string_view, arn_segments> segments_of(std::string_view arn) {
    std::array<std::string_view, arn_segments> out;
    for (std::size_t i = 0; i + 1 < arn_segments; ++i) {
        const std::size_t colon = arn.find(':');
        out[i] = arn.substr(0, colon);
        if (colon == std::string_view::npos) return out;
        arn.remove_prefix(colon + 1);
    }
    out.back() = arn;
    return out;
}

bool is_bucket(std::string_view resource) {
    const std::string_view separator = resource.starts_with("accesspoint/") ? "/object/" : "/";
    return resource.find(separator) == std::string_view::npos;
}

}  // namespace

bool PreparedRequest::can_act_on(std::string_view arn, std::string_view part) const {
    if (!facts_.is_of_bucket_or_object || arn == "*") return true;
    return is_bucket(part) ? facts_.acts_on_bucket : facts_.acts_on_object;
}

void PreparedRequest::read_resource() {
    const RequestResource& resource = request_->resource;
    const std::array<std::string_view, arn_segments> parts = segments_of(resource.arn);
    const std::string_view service = parts[2], written = parts[4];
    resource_part_ = parts[5];
    arn_ = facts_.has_no_resource ? std::string_view("*") : std::string_view(resource.arn);
    is_trust_ = facts_.may_be_trusted && service == "iam" && resource_part_.starts_with("role/");
    is_of_key_ = service == "kms" && resource_part_.starts_with("key/");
    is_of_registry_ = service == "ecr";
    resource_account_ = !resource.account.empty() ? resource.account
                        : is_account_id(written)  ? written
                                                  : std::string_view(request_->principal.account);
}

void PreparedRequest::read_principal() {
    const RequestPrincipal& principal = request_->principal;
    is_outsider_ =
        principal.kind == Kind::service || principal.kind == Kind::provider || principal.kind == Kind::anonymous;
    is_service_linked_ = is_linked_role(principal);
    if (principal.kind != Kind::session) return;
    // The role's, as far as the session's ARN tells it: the path is not in it.
    principal_arn_.assign("arn:").append(principal.partition).append(":iam::").append(principal.account);
    principal_arn_.append(":role").append(principal.path).append(principal.simple_name);
}

// nullptr: surely absent. What the context gives goes before.
void PreparedRequest::tell(KeyNumber key, const std::string* value) {
    if (keys_[key].is_known) return;
    keys_[key] = {value, value == nullptr ? 0U : 1U, true};
    written_.push_back(key);
}

void PreparedRequest::read_keys(const Store& store) {
    for (const KeyNumber key : written_) keys_[key] = {};
    written_.clear();
    keys_.resize(store.keys().size());
    for (const auto& [name, values] : request_->context) {
        const KeyNumber key = store.keys().find(name);
        if (key == no_key) continue;
        keys_[key] = {values.data(), static_cast<std::uint32_t>(values.size()), true};
        written_.push_back(key);
    }
    const RequestPrincipal& principal = request_->principal;
    const bool is_session = principal.kind == Kind::session, is_service = principal.kind == Kind::service;
    tell(KnownKey::principal_arn, principal.account.empty() ? nullptr : is_session ? &principal_arn_ : &principal.name);
    tell(KnownKey::principal_account, if_any(principal.account));
    tell(KnownKey::principal_type, type_of(principal.kind));
    tell(KnownKey::user_name, principal.kind == Kind::user ? &principal.simple_name : nullptr);
    tell(KnownKey::principal_is_service, is_service ? &words.yes : &words.no);
    tell(KnownKey::principal_service, is_service ? &principal.name : nullptr);
    tell(KnownKey::resource_account, if_any(resource_account_));
    tell(KnownKey::s3_resource_account, if_any(resource_account_));
}

void PreparedRequest::assign(const Store& store, const AccessRequest& request) {
    request_ = &request;
    action_ = store.find_action(request.action);
    facts_ = action_ ? store.facts(*action_) : facts_of(request.action, std::nullopt, store.known());
    read_resource();
    read_principal();
    read_keys(store);
}

}  // namespace iamirror::model::compiled
