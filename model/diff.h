// From one role to another: what changes, and the calls that do it without a gap.
//
// At every boundary between two calls: old ∩ new ⊆ live ⊆ old ∪ new. Nobody who keeps an access is without it for a
// moment, and nobody has one that neither state gives.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/role.h"

namespace iamirror::model {

struct Change {
    std::string attribute;  // "assume_role_policy", "inline_policies.iamirror", "description", …
    std::string old_value;  // JSON text, "null" for what is not there
    std::string new_value;
    bool operator==(const Change&) const = default;
};

// A call to AWS as data, parameters as the query protocol takes them.
struct Call {
    std::string action;  // "iam:PutRolePolicy"
    std::vector<std::pair<std::string, std::string>> parameters;
    bool operator==(const Call&) const = default;
};

// Absent before: create. Absent after: delete. Tags, attachments and boundary are never changed.
std::vector<Change> changes_of(const std::optional<Role>& before, const std::optional<Role>& after);
// In the order in which they are to be made; empty where nothing changes.
std::vector<Call> calls_of(const std::optional<Role>& before, const std::optional<Role>& after);

// The role as it is once the call has taken effect; absent after its deletion. Throws std::invalid_argument for a call
// that calls_of does not make.
std::optional<Role> after_call(std::optional<Role> role, const Call& call);

// True where `live` is what `expected` says, documents by meaning. What AWS gives (ARN, unique id) counts where it is
// expected; nothing is only nothing.
bool is_as_expected(const std::optional<Role>& expected, const std::optional<Role>& live);

// Who may assume both before and after: the trust policy that stands while the permissions change.
std::string common_trust(const std::string& before, const std::string& after);

}  // namespace iamirror::model
