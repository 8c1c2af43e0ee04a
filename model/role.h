// A role as AWS has it, or as it will be: what plans hold before and after, and what fingerprints cover.
// https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <set>
#include <string>

#include "model/base/result.h"

namespace iamirror::model {

// Documents are texts: the canonical one where the document is a policy, else the octets.
struct Role {
    std::string arn;        // "" before it exists
    std::string unique_id;  // AROA…, "" before it exists
    std::string name;
    std::string path = "/";
    std::string description;
    long max_session_seconds = 3600;
    std::string trust;
    std::map<std::string, std::string> inline_policies;
    std::set<std::string> attached_policy_arns;
    std::string boundary_arn;  // "" for none
    std::map<std::string, std::string> tags;
    bool operator==(const Role&) const = default;
};

// The canonical text of a document that is a policy, else the document itself.
std::string canonical_document(const std::string& document);

// Hexadecimal SHA-256 over what the document means, of one that is no policy over its octets.
std::string document_fingerprint(const std::string& document);

// As ops.plan_item.before and after have it, under the names of aws.aws_iam_role; documents as JSON.
nlohmann::json to_json(const Role& role);
// ErrorKind::invalid_input for what to_json did not write.
Result<Role> role_from_json(const nlohmann::json& json);

// Hexadecimal SHA-256 over everything in it, documents by their meaning: another one means another role, or the same
// changed since.
std::string fingerprint(const Role& role);

}  // namespace iamirror::model
