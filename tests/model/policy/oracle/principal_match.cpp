#include "tests/model/policy/oracle/principal_match.h"

#include <cctype>
#include <optional>

#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

using Kind = Principal::Kind;

namespace {

bool is_account_number(const std::string& text) {
    return text.size() == 12 && text.find_first_not_of("0123456789") == std::string::npos;
}

// R22: the session's ARN has no path, so the role is told by its name.
bool is_role_of(const Principal& session, const std::string& role_arn) {
    const Principal role = parse_principal(role_arn);
    return role.kind == Kind::role && role.partition == session.partition && role.account == session.account &&
           role.name == session.name;
}

std::optional<Grant> grant_of_own_arn(Kind kind) {
    switch (kind) {
        case Kind::user:
            return Grant::user;
        case Kind::role:
            return Grant::role;
        case Kind::session:
        case Kind::federated_user:
            return Grant::session;
        case Kind::root:
            return Grant::account;
        case Kind::anonymous:
        case Kind::service:
            break;
    }
    return std::nullopt;
}

bool same_arn(const Facts& facts, const std::string& entry) {
    return facts.mutated(Mutation::r21_principal_has_wildcards) ? matches(wild(entry), facts.principal.text)
                                                                : entry == facts.principal.text;
}

bool is_unique_id(const std::string& entry) {
    return starts_with(entry, "AROA") || starts_with(entry, "AIDA");
}

std::optional<Grant> aws_entry(const Facts& facts, const std::string& entry) {
    const Principal& who = facts.principal;
    if (entry == "*") {
        return Grant::everyone;
    }
    if (!who.has_account()) {
        return std::nullopt;
    }
    if (is_account_number(entry)) {
        return entry == who.account ? std::optional(Grant::account) : std::nullopt;
    }
    if (entry == "arn:" + who.partition + ":iam::" + who.account + ":root") {
        return Grant::account;
    }
    if (same_arn(facts, entry)) {
        return grant_of_own_arn(who.kind);
    }
    if (who.kind == Kind::session && starts_with(entry, "arn:") && is_role_of(who, entry) &&
        !facts.mutated(Mutation::r22_role_is_not_its_sessions)) {
        return Grant::role;
    }
    if ((facts.mutated(Mutation::r23_unique_id_is_anybody) && is_unique_id(entry)) ||
        (facts.mutated(Mutation::r26_group_is_a_principal) && entry.find(":group/") != std::string::npos)) {
        return Grant::user;
    }
    return std::nullopt;
}

}  // namespace

std::set<Grant> named_by(const Facts& facts, const nlohmann::json& principal) {
    std::set<Grant> result;
    if (principal == "*") {
        result.insert(Grant::everyone);
    }
    for (const std::string& entry : texts_of(member(principal, "AWS"))) {
        if (const std::optional<Grant> grant = aws_entry(facts, entry)) {
            result.insert(*grant);
        }
    }
    for (const std::string& entry : texts_of(member(principal, "Service"))) {
        if (facts.principal.kind == Kind::service && entry == facts.principal.text) {
            result.insert(Grant::service);
        }
    }
    return result;
}

bool is_spared(const Facts& facts, const nlohmann::json& not_principal) {
    if (!member(facts.line, "permissions_boundary").is_null() && facts.principal.has_account() &&
        !facts.mutated(Mutation::r24_boundary_does_not_matter)) {
        return false;
    }
    std::set<Grant> named = named_by(facts, not_principal);
    if (facts.principal.kind != Kind::root && !facts.mutated(Mutation::r24_account_exempts)) {
        named.erase(Grant::account);
    }
    return !named.empty();
}

}  // namespace iamirror::oracle
