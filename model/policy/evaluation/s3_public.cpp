#include <algorithm>
#include <array>
#include <optional>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/policy/evaluation/condition_operator.h"
#include "model/policy/evaluation/s3_access.h"
#include "model/policy/evaluation/values.h"
#include "model/policy/pattern.h"

namespace iamirror::model {
namespace {

constexpr std::array<std::string_view, 11> limiting_keys{"aws:sourceip",
                                                         "aws:sourcearn",
                                                         "aws:sourcevpc",
                                                         "aws:sourcevpce",
                                                         "aws:sourceowner",
                                                         "aws:sourceaccount",
                                                         "aws:userid",
                                                         "aws:principalorgid",
                                                         "s3:dataaccesspointarn",
                                                         "s3:dataaccesspointaccount",
                                                         "s3:x-amz-server-side-encryption-aws-kms-key-id"};

bool is_fixed(std::string_view value) {
    return !has_wildcards(value) && value.find("${") == std::string_view::npos;
}

// Networks for private use, which nobody outside can call from. https://www.rfc-editor.org/rfc/rfc1918
bool is_private(const Network& network) {
    constexpr std::array<std::string_view, 3> ranges{"10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"};
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](std::string_view range) { return read_network(range)->contains(network); });
}

bool is_narrow(std::string_view value) {
    constexpr int widest_v4 = 8, widest_v6 = 32;
    const std::optional<Network> network = read_network(value);
    if (!network) return false;
    return network->bits >= (network->is_v4 ? widest_v4 : widest_v6) || is_private(*network);
}

// "arn:aws:s3:eu-west-1:111122223333:accesspoint/*": any access point of that account.
bool has_fixed_account(std::string_view arn) {
    return is_account_id(arn_segment(arn, 4)) && !arn_segment(arn, 5).empty() &&
           arn.find("${") == std::string_view::npos;
}

bool limits(const std::string& key, const ConditionOperator& op, const std::string& value, bool is_of_access_point) {
    if (op.kind == ValueKind::network) return key == "aws:sourceip" && is_narrow(value);
    if (key == "aws:sourceip") return false;
    if (key == "s3:dataaccesspointarn" && !is_of_access_point) return is_fixed(value) || has_fixed_account(value);
    return is_fixed(value);
}

bool is_limiting(const ConditionOperator& op) {
    const bool compares = op.kind == ValueKind::text || op.kind == ValueKind::text_without_case ||
                          op.kind == ValueKind::pattern || op.kind == ValueKind::arn || op.kind == ValueKind::network;
    return compares && !op.is_negated && !op.if_exists && op.quantifier != Quantifier::for_all_values;
}

bool has_limit(const Statement& statement, bool is_of_access_point) {
    for (const auto& [name, keys] : statement.condition) {
        const std::optional<ConditionOperator> op = find_operator(name);
        if (!op || !is_limiting(*op)) continue;
        for (const auto& [key, values] : keys) {
            const std::string lower = to_lower_ascii(key);
            const bool counts = std::find(limiting_keys.begin(), limiting_keys.end(), lower) != limiting_keys.end();
            if (counts && std::all_of(values.begin(), values.end(), [&](const std::string& value) {
                    return limits(lower, *op, value, is_of_access_point);
                }))
                return true;
        }
    }
    return false;
}

// A provider of web identities lets in whoever has an account there; one of SAML is a company's own.
bool is_fixed_principal(const std::string& type, const std::string& entry) {
    if (type == "Federated") return entry.find(":saml-provider/") != std::string::npos;
    return is_fixed(entry);
}

bool has_fixed_principals(const Statement& statement) {
    if (!statement.principal) return !statement.not_principal;
    for (const auto& [type, entries] : *statement.principal)
        for (const std::string& entry : entries)
            if (!is_fixed_principal(type, entry)) return false;
    return true;
}

}  // namespace

bool is_public(const Policy& policy, bool is_of_access_point) {
    return std::any_of(policy.statements.begin(), policy.statements.end(), [&](const Statement& statement) {
        return statement.effect == "Allow" && !has_fixed_principals(statement) &&
               !has_limit(statement, is_of_access_point);
    });
}

}  // namespace iamirror::model
