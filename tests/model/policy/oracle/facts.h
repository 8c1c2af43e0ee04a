// What a request says, what is known of it, and what had to be assumed of the rest.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "tests/model/policy/oracle/mutation.h"

namespace iamirror::oracle {

struct Principal {
    enum class Kind { anonymous, service, root, user, role, session, federated_user };
    Kind kind = Kind::anonymous;
    std::string text;       // the ARN, or the service's name
    std::string partition;  // "aws", empty for services and nobody
    std::string account;    // the same
    std::string name;       // of the user or role, without path

    bool has_account() const { return !account.empty(); }
    bool is_service_linked() const;
};

Principal parse_principal(const std::string& text);

// A context key: given with values, known not to be there, or not known.
struct Key {
    enum class State { present, absent, unknown };
    State state = State::absent;
    std::vector<std::string> values;
    bool is_list = false;
};

class Facts {
  public:
    Facts(const nlohmann::json& line, Mutation mutation, std::map<std::string, bool> assumed);

    bool mutated(Mutation which) const { return mutation_ == which; }
    Key key(const std::string& name) const;
    // What is assumed of the atom; false, and remembered as asked, if nothing is.
    bool assume(const std::string& atom);
    const std::optional<std::string>& asked() const { return asked_; }

    const nlohmann::json& line;
    Principal principal;
    std::string action;
    std::string resource;                              // the request's ARN; "*" for an action without a resource type
    std::string account;                               // of the resource; empty if nothing tells
    std::optional<std::string> access_point_resource;  // the resource's ARN seen through the access point

  private:
    void fold(const std::string& name, const std::string& value);  // empty: known to be absent
    void fold_principal();
    void fold_resource();

    Mutation mutation_;
    bool open_;
    std::map<std::string, bool> assumed_;
    std::optional<std::string> asked_;
    std::map<std::string, Key> keys_;
};

std::string text_of(const nlohmann::json& value);                              // of a string, number or boolean
std::vector<std::string> texts_of(const nlohmann::json& value);                // of one or of an array
const nlohmann::json& member(const nlohmann::json& object, const char* name);  // null if not there

}  // namespace iamirror::oracle
