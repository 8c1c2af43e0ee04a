// When a policy counts as public: it does, unless every Allow is limited to something fixed.
#include <algorithm>
#include <set>

#include "tests/model/policy/oracle/s3.h"
#include "tests/model/policy/oracle/text.h"
#include "tests/model/policy/oracle/value.h"

namespace iamirror::oracle {

namespace {

bool is_fixed(const std::string& text) {
    return text.find('*') == std::string::npos && text.find('?') == std::string::npos &&
           text.find("${") == std::string::npos;
}

bool is_fixed_principal(const Facts& facts, const nlohmann::json& principal) {
    const bool is_federated = principal.is_object() && principal.contains("Federated");
    if (!principal.is_object() || (is_federated && !facts.mutated(Mutation::r59_federated_is_fixed))) {
        return false;
    }
    for (const auto& [kind, names] : principal.items()) {
        for (const std::string& name : texts_of(names)) {
            if (!is_fixed(name)) {
                return false;
            }
        }
    }
    return true;
}

bool is_private(const Network& range) {
    for (const char* one : {"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"}) {
        if (contains(*network(one), range)) {
            return true;
        }
    }
    return false;
}

bool is_narrow(const std::string& text) {
    const std::optional<Network> range = network(text);
    return range && (is_private(*range) || range->bits >= (range->address.size() == 4 ? 8U : 32U));
}

// "arn:partition:s3:region:account:accesspoint/…" where only the name may have wildcards.
bool names_one_account(const std::string& text) {
    const std::vector<std::string> parts = split(text, ':', 6);
    return parts.size() == 6 && !parts[4].empty() && is_fixed(parts[4]);
}

bool value_limits(const Facts& facts, const std::string& key, const std::string& value, bool of_access_point) {
    if (key == "aws:sourceip") {
        return is_narrow(value);
    }
    if (key == "s3:dataaccesspointarn") {
        return !of_access_point && names_one_account(value);
    }
    return is_fixed(value) || facts.mutated(Mutation::r47_wildcard_value_is_fixed);
}

bool test_limits(const Facts& facts, const std::string& name, const std::string& key, const nlohmann::json& values,
                 bool of_access_point) {
    static const std::set<std::string> text_keys = {
        "aws:sourcearn",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:sourceowner",
        "aws:sourceaccount",
        "aws:principalorgid",
        "aws:userid",
        "s3:dataaccesspointarn",
        "s3:dataaccesspointaccount",
        "s3:x-amz-server-side-encryption-aws-kms-key-id",
    };
    static const std::set<std::string> text_operators = {"StringEquals", "StringEqualsIgnoreCase", "StringLike",
                                                         "ArnEquals", "ArnLike"};
    const bool known =
        key == "aws:sourceip" ? name == "IpAddress" : text_keys.count(key) == 1 && text_operators.count(name) == 1;
    const std::vector<std::string> all = texts_of(values);
    return known && std::all_of(all.begin(), all.end(), [&](const std::string& value) {
               return value_limits(facts, key, value, of_access_point);
           });
}

bool condition_limits(const Facts& facts, const nlohmann::json& condition, bool of_access_point) {
    for (const auto& [name, keys] : condition.items()) {
        for (const auto& [key, values] : keys.items()) {
            if (test_limits(facts, name, lower(key), values, of_access_point)) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace

bool is_public(const Facts& facts, const nlohmann::json& document, bool of_access_point) {
    if (of_access_point && member(member(facts.line, "access_point"), "network_origin") == "VPC") {
        return false;
    }
    const nlohmann::json& written = member(document, "Statement");
    const nlohmann::json statements = written.is_object() ? nlohmann::json::array({written}) : written;
    for (const nlohmann::json& statement : statements) {
        if (member(statement, "Effect") == "Allow" && !is_fixed_principal(facts, member(statement, "Principal")) &&
            !condition_limits(facts, member(statement, "Condition"), of_access_point)) {
            return true;
        }
    }
    return false;
}

}  // namespace iamirror::oracle
