// A policy document of IAM as a value: everything that is legal is read, what we do not know is kept.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/base/result.h"
#include "model/json.h"

namespace iamirror::model {

// By type of principal ("AWS", "Service", "Federated", "CanonicalUser"); the bare "*" is {"AWS": ["*"]}, which IAM
// takes as the same.
using Principals = std::map<std::string, std::vector<std::string>>;

// Operator -> condition key -> values as text: IAM reads true and "true", 5 and "5" alike.
using Conditions = std::map<std::string, std::map<std::string, std::vector<std::string>>>;

// Absent and empty differ in lists: an absent Action says nothing, an empty one matches nothing.
struct Statement {
    std::string sid;     // "" if absent
    std::string effect;  // "Allow" or "Deny"; IAM minds the case
    std::optional<Principals> principal;
    std::optional<Principals> not_principal;
    std::optional<std::vector<std::string>> action;
    std::optional<std::vector<std::string>> not_action;
    std::optional<std::vector<std::string>> resource;
    std::optional<std::vector<std::string>> not_resource;
    Conditions condition;
    std::vector<JsonMember> unknown;
    bool operator==(const Statement&) const = default;
};

struct Policy {
    std::string version;  // "" if absent, which IAM reads as 2008-10-17
    std::string id;       // "" if absent
    std::vector<Statement> statements;
    std::vector<JsonMember> unknown;
    bool operator==(const Policy&) const = default;
};

inline constexpr std::string_view current_policy_version = "2012-10-17";

// ErrorKind::invalid_input, and `resource` says where in the document ("Statement[0].Action").
Result<Policy> parse_policy(const Json& document);
// Also refuses what is not JSON, and any fault of it: a member written twice has no one meaning.
Result<Policy> parse_policy(std::string_view text);

}  // namespace iamirror::model
