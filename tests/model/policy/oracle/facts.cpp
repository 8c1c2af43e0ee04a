#include "tests/model/policy/oracle/facts.h"

#include "tests/model/policy/oracle/s3.h"
#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

using Kind = Principal::Kind;

bool Principal::is_service_linked() const {
    return (kind == Kind::role && text.find(":role/aws-service-role/") != std::string::npos) ||
           (kind == Kind::session && starts_with(name, "AWSServiceRoleFor"));
}

Principal parse_principal(const std::string& text) {
    if (text == "anonymous") {
        return {};
    }
    if (!starts_with(text, "arn:")) {
        return {Kind::service, text, "", "", ""};
    }
    const std::vector<std::string> arn = split(text, ':', 6);
    const std::vector<std::string> path = split(arn[5], '/', arn[5].size() + 1);
    Principal principal{Kind::root, text, arn[1], arn[4], path.back()};
    if (path[0] == "user") {
        principal.kind = Kind::user;
    } else if (path[0] == "role") {
        principal.kind = Kind::role;
    } else if (path[0] == "federated-user") {
        principal.kind = Kind::federated_user;
    } else if (path[0] == "assumed-role") {
        principal.kind = Kind::session;
        principal.name = path[1];
    }
    return principal;
}

// A number has one form, however it was written: 5.0 is 5.
std::string text_of(const nlohmann::json& value) {
    const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
    return value.is_number_float() && ends_with(text, ".0") ? text.substr(0, text.size() - 2) : text;
}

std::vector<std::string> texts_of(const nlohmann::json& value) {
    std::vector<std::string> result;
    if (value.is_array()) {
        for (const nlohmann::json& one : value) {
            result.push_back(text_of(one));
        }
    } else if (!value.is_null()) {
        result.push_back(text_of(value));
    }
    return result;
}

const nlohmann::json& member(const nlohmann::json& object, const char* name) {
    static const nlohmann::json nothing;
    return object.is_object() && object.contains(name) ? object.at(name) : nothing;
}

Facts::Facts(const nlohmann::json& whole, Mutation mutation, std::map<std::string, bool> assumed)
    : line(whole), mutation_(mutation), open_(member(whole, "mode") == "open"), assumed_(std::move(assumed)) {
    const nlohmann::json& request = line.at("request");
    principal = parse_principal(request.at("principal").get<std::string>());
    action = request.at("action").get<std::string>();
    resource = request.at("resource").at("arn").get<std::string>();
    fold_principal();
    fold_resource();
    for (const auto& [name, value] : member(request, "context").items()) {
        keys_[mutated(Mutation::r18_keys_are_case_sensitive) ? name : lower(name)] = {
            Key::State::present, texts_of(value), value.is_array()};
    }
}

void Facts::fold(const std::string& name, const std::string& value) {
    Key key;
    if (!value.empty()) {
        key.state = Key::State::present;
        key.values = {value};
    }
    keys_[mutated(Mutation::r18_keys_are_case_sensitive) ? name : lower(name)] = key;
}

void Facts::fold_principal() {
    const bool is_service = principal.kind == Kind::service;
    std::string arn = principal.has_account() ? principal.text : "";
    if (principal.kind == Kind::session && !mutated(Mutation::r19_principal_arn_is_session)) {
        arn = "arn:" + principal.partition + ":iam::" + principal.account + ":role/" + principal.name;
    }
    const std::map<Kind, std::string> types = {
        {Kind::anonymous, "Anonymous"},
        {Kind::service, ""},
        {Kind::root, "Account"},
        {Kind::user, "User"},
        {Kind::role, "AssumedRole"},
        {Kind::session, "AssumedRole"},
        {Kind::federated_user, "FederatedUser"},
    };
    fold("aws:PrincipalArn", arn);
    fold("aws:PrincipalAccount", principal.account);
    fold("aws:PrincipalType", types.at(principal.kind));
    fold("aws:username", principal.kind == Kind::user ? principal.name : "");
    fold("aws:PrincipalIsAWSService", principal.kind == Kind::anonymous ? "" : is_service ? "true" : "false");
    fold("aws:PrincipalServiceName", is_service ? principal.text : "");
}

void Facts::fold_resource() {
    const std::vector<std::string> arn = split(resource, ':', 6);
    const std::string given = text_of(member(line.at("request").at("resource"), "account"));
    account = given != "null" ? given : arn.size() == 6 && !arn[4].empty() ? arn[4] : principal.account;
    if (mutated(Mutation::r43_bucket_is_always_ours) && principal.has_account()) {
        account = principal.account;
    }
    fold("aws:ResourceAccount", account);
    fold("s3:ResourceAccount", account);
    const nlohmann::json& access_point = member(line, "access_point");
    const std::string point = access_point.is_null() ? "" : access_point.at("arn").get<std::string>();
    fold("s3:DataAccessPointArn", point);
    fold("s3:DataAccessPointAccount", point.empty() ? "" : split(point, ':', 6).at(4));
    fold("s3:AccessPointNetworkOrigin",
         member(access_point, "network_origin").is_null() ? "" : text_of(access_point.at("network_origin")));
    if (!point.empty()) {
        const std::size_t slash = resource.find('/');
        access_point_resource = slash == std::string::npos ? point : point + "/object" + resource.substr(slash);
    }
    if (resource_kind(action) == ResourceKind::none) {
        resource = "*";
    }
}

Key Facts::key(const std::string& name) const {
    const auto found = keys_.find(mutated(Mutation::r18_keys_are_case_sensitive) ? name : lower(name));
    const bool is_lost = mutated(Mutation::r58_tags_do_not_arrive) && starts_with(lower(name), "aws:principaltag/");
    if (found != keys_.end() && !is_lost) {
        return found->second;
    }
    Key key;
    key.state = open_ && !mutated(Mutation::r20_unknown_is_absent) ? Key::State::unknown : Key::State::absent;
    return key;
}

bool Facts::assume(const std::string& atom) {
    const auto found = assumed_.find(atom);
    if (found != assumed_.end()) {
        return found->second;
    }
    if (!asked_) {
        asked_ = atom;
    }
    return false;
}

}  // namespace iamirror::oracle
