#include "tests/model/policy/oracle/layers.h"

#include "tests/model/policy/oracle/condition.h"
#include "tests/model/policy/oracle/s3.h"
#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

using Kind = Principal::Kind;

namespace {

// R49: seen as the bucket's or as the access point's, either may allow and either may deny.
Verdict judge_both_ways(Facts& facts, const Policy& policy) {
    if (!facts.access_point_resource) {
        return judge(facts, policy, facts.resource);
    }
    Verdict verdict = judge(facts, policy, *facts.access_point_resource);
    if (!facts.mutated(Mutation::r49_only_the_access_point_arn)) {
        verdict.add(judge(facts, policy, facts.resource));
    }
    return verdict;
}

Verdict judge_all(Facts& facts, const nlohmann::json& policies, bool has_principals) {
    Verdict verdict;
    for (const nlohmann::json& policy : policies) {
        verdict.add(judge_both_ways(facts, {policy.at("document"), has_principals}));
    }
    return verdict;
}

Verdict judge_if_there(Facts& facts, const char* layer, bool has_principals) {
    const nlohmann::json& policies = member(facts.line, layer);
    if (policies.is_null()) {
        return {.allows = true};
    }
    return judge_all(facts, policies, has_principals);
}

Verdict judge_levels(Facts& facts, const char* layer, bool has_principals) {
    const nlohmann::json& levels = member(facts.line, layer);
    Verdict verdict{.allows = true};
    bool any = levels.empty();
    for (const nlohmann::json& level : levels) {
        const Verdict one = judge_all(facts, level.at("policies"), has_principals);
        verdict.allows = verdict.allows && one.allows;
        verdict.denies = verdict.denies || one.denies;
        any = any || one.allows;
    }
    if (facts.mutated(Mutation::r30_one_level_suffices)) {
        verdict.allows = any;
    }
    return verdict;
}

// R27, R28, R38.
void judge_principal_side(Facts& facts, Layers& layers) {
    const Principal& who = facts.principal;
    layers.boundary.allows = layers.session.allows = layers.scp.allows = true;
    if (!who.has_account()) {
        return;
    }
    if (who.kind == Kind::root && !facts.mutated(Mutation::r27_root_needs_a_policy)) {
        layers.identity.allows = true;
    } else {
        layers.identity = judge_all(facts, member(facts.line, "identity_policies"), false);
        if (who.kind != Kind::session || !facts.mutated(Mutation::r57_session_has_no_boundary)) {
            layers.boundary = judge_if_there(facts, "permissions_boundary", false);
        }
        layers.session = judge_if_there(facts, "session_policies", false);
    }
    if (who.kind == Kind::federated_user && member(facts.line, "session_policies").is_null()) {
        layers.session.allows = false;
    }
    if (!who.is_service_linked() || facts.mutated(Mutation::r28_linked_role_under_scp)) {
        layers.scp = judge_levels(facts, "service_control_policies", false);
    }
}

// R30, of the services that cases and generated lines ask about:
// https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html
bool has_rcps(const std::string& action) {
    for (const char* service : {"s3:", "sts:", "kms:", "sqs:", "secretsmanager:"}) {
        if (starts_with(lower(action), service)) {
            return true;
        }
    }
    return false;
}

Verdict judge_rcps(Facts& facts) {
    const bool spared = facts.mutated(Mutation::r31_rcp_spares_foreigners) && facts.principal.account != facts.account;
    Verdict verdict;
    if (has_rcps(facts.action) && !facts.principal.is_service_linked() && !spared) {
        verdict = judge_levels(facts, "resource_control_policies", true);
    }
    verdict.allows = true;
    return verdict;
}

bool is_trust(const Facts& facts) {
    return facts.resource.find(":iam:") != std::string::npos && facts.resource.find(":role/") != std::string::npos &&
           starts_with(lower(facts.action), "sts:");
}

// R27: the owner can always mend the policy of the bucket.
bool owner_mends_policy(const Facts& facts) {
    const std::string action = lower(facts.action);
    return facts.principal.kind == Kind::root && facts.principal.account == facts.account &&
           !facts.mutated(Mutation::r27_root_needs_a_policy) &&
           (action == "s3:getbucketpolicy" || action == "s3:putbucketpolicy" || action == "s3:deletebucketpolicy");
}

// R46.
bool is_outsider(const Facts& facts) {
    const nlohmann::json& access_point = member(facts.line, "access_point");
    const std::string point_account =
        access_point.is_null() ? facts.account : split(access_point.at("arn").get<std::string>(), ':', 6).at(4);
    return facts.principal.kind != Kind::service && facts.principal.account != facts.account &&
           facts.principal.account != point_account;
}

bool block(const Facts& facts, const nlohmann::json& document, bool of_access_point, Verdict& verdict) {
    if (!verdict.allows || !restricts_public(facts) || !is_outsider(facts) ||
        !is_public(facts, document, of_access_point)) {
        return false;
    }
    verdict.allows = false;
    verdict.grants.clear();
    return true;
}

bool reaches_point(Facts& facts) {
    const nlohmann::json& point = member(facts.line, "access_point");
    const Key secure = facts.key("aws:SecureTransport");
    if (secure.state == Key::State::present && secure.values == std::vector<std::string>{"false"}) {
        return false;
    }
    if (member(point, "network_origin") != "VPC") {
        return true;
    }
    const auto comes_from = [&](const char* key) {
        const nlohmann::json there{{"Null", {{key, "false"}}}};
        return condition_holds(facts, true, there) == Truth::yes;
    };
    return comes_from("aws:SourceVpc") || comes_from("aws:SourceVpce");
}

void judge_resource_side(Facts& facts, Layers& layers) {
    const nlohmann::json& policy = member(facts.line, "resource_policy");
    if (!policy.is_null()) {
        layers.resource = judge(facts, {policy, true, !is_trust(facts)}, facts.resource);
        layers.resource.denies = layers.resource.denies && !owner_mends_policy(facts);
        layers.resource_blocked = block(facts, policy, false, layers.resource);
    }
    const nlohmann::json& point_policy = member(member(facts.line, "access_point"), "policy");
    if (!point_policy.is_null()) {
        layers.access_point = judge(facts, {point_policy, true}, *facts.access_point_resource);
        layers.access_point_blocked = block(facts, point_policy, true, layers.access_point);
    }
    layers.point_is_reachable = facts.mutated(Mutation::r48_access_point_alone_allows) ||
                                member(facts.line, "access_point").is_null() || reaches_point(facts);
    layers.acl = acl_allows(facts, false);
    layers.acl_for_all = acl_allows(facts, true);
}

}  // namespace

Layers judge_layers(Facts& facts) {
    Layers layers;
    judge_principal_side(facts, layers);
    judge_resource_side(facts, layers);
    layers.rcp = judge_rcps(facts);
    layers.endpoint.allows = true;
    if (!facts.mutated(Mutation::r39_endpoint_is_ignored)) {
        layers.endpoint = judge_if_there(facts, "endpoint_policies", true);
    }
    return layers;
}

}  // namespace iamirror::oracle
