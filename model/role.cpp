#include "model/role.h"

#include <nlohmann/json.hpp>

#include "model/base/digest.h"
#include "model/policy/format.h"

namespace iamirror::model {
namespace {

using nlohmann::json;

// A policy as JSON; as a string of its octets what is none, or holds numbers that the JSON library would round or refuse.
json document_json(const std::string& document) {
    const auto policy = parse_policy(document);
    if (!policy) return document;
    const json out = json::parse(document, nullptr, false);
    const auto again = parse_policy(out.dump());
    return again && *again == *policy ? out : json(document);
}

std::string document_text(const json& document) {
    return document.is_string() ? document.get<std::string>() : canonical_document(document.dump());
}

std::string meaning(const std::string& document) {
    const auto policy = parse_policy(document);
    return policy ? meaning_of(*policy) : document;
}

void add(FieldDigest& digest, const std::map<std::string, std::string>& map) {
    digest.add(std::to_string(map.size()));
    for (const auto& [name, value] : map) {
        digest.add(name);
        digest.add(value);
    }
}

}  // namespace

std::string canonical_document(const std::string& document) {
    auto policy = parse_policy(document);
    return policy ? format_policy(canonical(*std::move(policy))) : document;
}

std::string document_fingerprint(const std::string& document) {
    return sha256_hex(meaning(document));
}

json to_json(const Role& role) {
    json policies = json::object();
    for (const auto& [name, document] : role.inline_policies) policies[name] = document_json(document);
    json out = {
        {"name", role.name},
        {"path", role.path},
        {"description", role.description},
        {"max_session_duration", role.max_session_seconds},
        {"assume_role_policy", document_json(role.trust)},
        {"inline_policies", std::move(policies)},
        {"attached_policy_arns", role.attached_policy_arns},
        {"permissions_boundary_arn", role.boundary_arn},
        {"tags", role.tags},
    };
    if (!role.arn.empty()) out["arn"] = role.arn;
    if (!role.unique_id.empty()) out["role_id"] = role.unique_id;
    return out;
}

Result<Role> role_from_json(const json& in) {
    try {
        Role role;
        role.arn = in.value("arn", "");
        role.unique_id = in.value("role_id", "");
        role.name = in.at("name").get<std::string>();
        role.path = in.at("path").get<std::string>();
        role.description = in.at("description").get<std::string>();
        role.max_session_seconds = in.at("max_session_duration").get<long>();
        role.trust = document_text(in.at("assume_role_policy"));
        for (const auto& [name, document] : in.at("inline_policies").items()) {
            role.inline_policies[name] = document_text(document);
        }
        in.at("attached_policy_arns").get_to(role.attached_policy_arns);
        role.boundary_arn = in.at("permissions_boundary_arn").get<std::string>();
        in.at("tags").get_to(role.tags);
        return role;
    } catch (const json::exception& wrong) {
        Error error;
        error.kind = ErrorKind::invalid_input;
        error.message = std::string("the plan holds no role that this program wrote: ") + wrong.what();
        return error;
    }
}

std::string fingerprint(const Role& role) {
    FieldDigest digest;
    for (const std::string* text :
         {&role.arn, &role.unique_id, &role.name, &role.path, &role.description, &role.boundary_arn}) {
        digest.add(*text);
    }
    digest.add(std::to_string(role.max_session_seconds));
    digest.add(meaning(role.trust));
    std::map<std::string, std::string> meanings;
    for (const auto& [name, document] : role.inline_policies) meanings[name] = meaning(document);
    add(digest, meanings);
    digest.add(std::to_string(role.attached_policy_arns.size()));
    for (const std::string& arn : role.attached_policy_arns) digest.add(arn);
    add(digest, role.tags);
    return to_hex(digest.finish());
}

}  // namespace iamirror::model
