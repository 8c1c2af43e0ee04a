#include "tests/model/policy/oracle/combine.h"

#include "tests/model/policy/oracle/s3.h"
#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

using Kind = Principal::Kind;

namespace {

// One resource that must let the request through: the bucket, or the access point before it.
struct Door {
    std::string name;  // of the layer
    std::set<Grant> grants;
    bool acl = false;
    std::string account;       // its owner
    bool must_name = false;    // R32: its own policy must allow
    bool acl_for_all = false;  // to AllUsers
};

// R32, R42.
bool must_allow_itself(const Facts& facts) {
    const std::vector<std::string> arn = split(facts.resource, ':', 6);
    const bool is_role = arn.size() == 6 && arn[2] == "iam" && starts_with(arn[5], "role/");
    const bool is_key = arn.size() == 6 && arn[2] == "kms" && starts_with(arn[5], "key/");
    return (is_role && starts_with(lower(facts.action), "sts:")) ||
           (is_key && !facts.mutated(Mutation::r32_key_policy_not_needed));
}

std::set<std::string> denying(const Layers& layers) {
    std::set<std::string> result;
    const auto note = [&](const Verdict& verdict, const char* name) {
        if (verdict.denies) {
            result.insert(name);
        }
    };
    note(layers.identity, "identity");
    note(layers.boundary, "permissions_boundary");
    note(layers.session, "session");
    note(layers.endpoint, "endpoint");
    note(layers.scp, "scp");
    note(layers.rcp, "rcp");
    note(layers.resource, "resource");
    note(layers.access_point, "access_point");
    return result;
}

// R33 to R36: what the resource gives to a principal of its own account.
bool gives_directly(const Facts& facts, const Layers& layers, const std::set<Grant>& grants) {
    const bool bounded = layers.boundary.allows && layers.session.allows;
    const auto has = [&](Grant grant) { return grants.count(grant) == 1; };
    return (has(Grant::everyone) && (bounded || !facts.mutated(Mutation::r25_everyone_grant_is_bounded))) ||
           (has(Grant::user) && (bounded || !facts.mutated(Mutation::r33_user_grant_is_bounded))) ||
           (has(Grant::session) && (bounded || !facts.mutated(Mutation::r35_session_grant_is_bounded))) ||
           (has(Grant::role) && (bounded || facts.mutated(Mutation::r34_role_grant_is_unbounded))) ||
           (has(Grant::account) && facts.mutated(Mutation::r36_account_grants_directly));
}

// R37, R38: what the principal's own policies give.
bool identity_gives(const Facts& facts, const Layers& layers) {
    const bool has_boundary = !member(facts.line, "permissions_boundary").is_null();
    const bool has_session = !member(facts.line, "session_policies").is_null();
    const bool identity = layers.identity.allows ||
                          (facts.mutated(Mutation::r37_boundary_gives) && has_boundary && layers.boundary.allows) ||
                          (facts.mutated(Mutation::r38_session_policy_gives) && has_session && layers.session.allows);
    return identity && layers.boundary.allows && layers.session.allows;
}

bool across_accounts(const Facts& facts, const Layers& layers, const Door& door) {
    const bool named = !door.grants.empty() || door.acl;
    const bool everyone = door.grants.count(Grant::everyone) == 1;
    const bool session = door.grants.count(Grant::session) == 1;
    return (named && identity_gives(facts, layers)) ||
           (everyone && facts.mutated(Mutation::r40_everyone_needs_no_identity)) ||
           (session && layers.identity.allows && facts.mutated(Mutation::r41_session_unbounded_across));
}

bool within_account(const Facts& facts, const Layers& layers, const Door& door) {
    const bool direct = gives_directly(facts, layers, door.grants) || door.acl_for_all;
    if (!door.must_name) {
        return direct || identity_gives(facts, layers);
    }
    const bool delegated = door.grants.count(Grant::account) == 1;
    return direct ||
           (delegated && (identity_gives(facts, layers) || facts.mutated(Mutation::r42_trust_of_account_suffices)));
}

bool opens(const Facts& facts, const Layers& layers, const Door& door) {
    if (!facts.principal.has_account()) {
        return !door.grants.empty() || door.acl;  // R28; and nobody has no identity
    }
    return facts.principal.account == door.account ? within_account(facts, layers, door)
                                                   : across_accounts(facts, layers, door);
}

Door main_door(const Facts& facts, const Layers& layers) {
    Door door{"resource",    layers.resource.grants,   layers.acl,
              facts.account, must_allow_itself(facts), layers.acl_for_all};
    if (is_foreign_object(facts) && !facts.mutated(Mutation::r44_bucket_policy_gives_foreign_object)) {
        door.name = "acl";
        door.grants.clear();
        door.account = object_owner(facts);
    }
    if (layers.resource_blocked) {
        door.name = "block_public_access";
    }
    return door;
}

std::vector<Door> doors(const Facts& facts, const Layers& layers) {
    std::vector<Door> result = {main_door(facts, layers)};
    const nlohmann::json& point = member(facts.line, "access_point");
    if (!point.is_null()) {
        result.push_back({layers.access_point_blocked ? "block_public_access" : "access_point",
                          layers.access_point.grants, false, split(point.at("arn").get<std::string>(), ':', 6).at(4),
                          false, false});
    }
    if (facts.mutated(Mutation::r48_access_point_alone_allows) && result.size() == 2) {
        result.erase(result.begin());
    }
    return result;
}

// Which layers of the principal keep it from being given anything.
std::set<std::string> lacking(const Facts& facts, const Layers& layers) {
    std::set<std::string> result;
    const auto note = [&](const Verdict& verdict, const char* name) {
        if (!verdict.allows && facts.principal.has_account()) {
            result.insert(name);
        }
    };
    note(layers.identity, "identity");
    note(layers.boundary, "permissions_boundary");
    note(layers.session, "session");
    return result;
}

void pass_doors(const Facts& facts, const Layers& layers, Outcome& outcome, std::set<std::string>& missing) {
    outcome.allowed = true;
    if (facts.principal.kind == Kind::anonymous && facts.access_point_resource &&
        !facts.mutated(Mutation::r48_access_point_alone_allows)) {
        outcome.allowed = false;  // R48: no anonymous requests
        missing.insert("access_point");
    }
    if (!layers.point_is_reachable) {
        outcome.allowed = false;
        missing.insert("access_point");
    }
    for (const Door& door : doors(facts, layers)) {
        const bool named = !door.grants.empty() || door.acl;
        if (named) {
            outcome.by.insert(door.grants.empty() ? "acl" : door.name);
        }
        if (!opens(facts, layers, door)) {
            outcome.allowed = false;
            const std::set<std::string> principal_side = lacking(facts, layers);
            missing.insert(principal_side.begin(), principal_side.end());
            if (!named && (door.must_name || facts.principal.account != door.account)) {
                missing.insert(door.name);
            }
        }
    }
    if (facts.principal.has_account() && identity_gives(facts, layers)) {
        outcome.by.insert("identity");
    }
}

}  // namespace

Outcome combine(const Facts& facts, const Layers& layers) {
    Outcome outcome;
    std::set<std::string> denied_by = denying(layers);
    if (facts.mutated(Mutation::r29_boundary_deny_is_lost)) {
        denied_by.erase("permissions_boundary");
    }
    if (!denied_by.empty()) {
        return {false, true, denied_by};
    }
    std::set<std::string> missing;
    pass_doors(facts, layers, outcome, missing);
    if (!layers.scp.allows) {
        missing.insert("scp");
    }
    if (!layers.endpoint.allows) {
        missing.insert("endpoint");
    }
    outcome.allowed = outcome.allowed && layers.scp.allows && layers.endpoint.allows;
    outcome.by = outcome.allowed ? outcome.by : missing;
    return outcome;
}

}  // namespace iamirror::oracle
