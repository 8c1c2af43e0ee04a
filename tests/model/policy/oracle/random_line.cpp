#include "tests/model/policy/oracle/generate.h"
#include "tests/model/policy/oracle/random_request.h"
#include "tests/model/policy/oracle/text.h"

namespace iamirror::oracle {

using nlohmann::json;
using Kind = Principal::Kind;

namespace {

// How a layer's statements are likely to be.
struct Style {
    unsigned denies = 12;      // percent
    unsigned conditions = 40;  // percent
    bool has_resources = true;
};

struct Maker {
    Random& random;
    const RandomRequest& request;
};

template <typename Entry>
json one_or_two(Random& random, Entry entry) {
    const std::string first = entry();
    if (!random.chance(35)) {
        return first;
    }
    return json::array({first, entry()});
}

json statement(Maker& maker, const Style& style) {
    Random& random = maker.random;
    const bool denies = random.chance(style.denies);
    json result = {{"Effect", denies ? "Deny" : random.chance(1) ? "allow" : "Allow"}};
    const bool not_action = random.chance(7);
    result[not_action ? "NotAction" : "Action"] =
        one_or_two(random, [&] { return random_action(random, maker.request); });
    if (style.has_resources) {
        const bool not_resource = random.chance(10);
        result[not_resource ? "NotResource" : "Resource"] =
            one_or_two(random, [&] { return random_resource(random, maker.request); });
    }
    if (random.chance(style.conditions)) {
        result["Condition"] = random_condition(random, maker.request);
    }
    return result;
}

// What surely concerns the request, so that enough is allowed and, in mode open, enough depends on something.
json directed_statement(Maker& maker) {
    json result = {{"Effect", "Allow"}, {"Action", maker.request.action}, {"Resource", "*"}};
    if (maker.random.chance(maker.request.open ? 75 : 25)) {
        result["Condition"] = random_condition(maker.random, maker.request);
    }
    return result;
}

json document(Maker& maker, json statements) {
    json result = {{"Statement", std::move(statements)}};
    if (!maker.random.chance(8)) {
        result["Version"] = "2012-10-17";
    } else if (maker.random.chance(50)) {
        result["Version"] = "2008-10-17";
    }
    return result;
}

json full(bool has_principals) {
    json result = {{"Effect", "Allow"}, {"Action", "*"}, {"Resource", "*"}};
    if (has_principals) {
        result["Principal"] = "*";
    }
    return {{"Version", "2012-10-17"}, {"Statement", json::array({result})}};
}

json random_document(Maker& maker, const Style& style) {
    if (maker.random.chance(15)) {
        return document(maker, statement(maker, style));
    }
    json statements = json::array();
    for (std::size_t left = 1 + maker.random.below(3); left > 0; --left) {
        statements.push_back(statement(maker, style));
    }
    return document(maker, statements);
}

json named(const json& documents) {
    json result = json::array();
    for (const json& one : documents) {
        result.push_back({{"name", "policy-" + std::to_string(result.size() + 1)}, {"document", one}});
    }
    return result;
}

json identity(Maker& maker) {
    json documents = json::array();
    for (std::size_t left = 1 + maker.random.below(2); left > 0; --left) {
        documents.push_back(random_document(maker, maker.request.open ? Style{12, 80} : Style{}));
    }
    if (maker.random.chance(50)) {
        documents.push_back(document(maker, json::array({directed_statement(maker)})));
    }
    return named(documents);
}

// A layer that only limits: mostly all, sometimes less, sometimes a Deny.
json limit(Maker& maker) {
    json documents = json::array();
    const Style rare_denies{5, 35};
    documents.push_back(maker.random.chance(55) ? full(false) : random_document(maker, rare_denies));
    if (maker.random.chance(15)) {
        documents.push_back(document(maker, json::array({statement(maker, {100, 60})})));
    }
    return named(documents);
}

// The same where statements say whom they mean: everybody.
json limit_for_everybody(Maker& maker, bool may_narrow) {
    json documents = json::array({full(true)});
    if (maker.random.chance(40)) {
        json one = statement(maker, {100, 60});
        one["Principal"] = "*";
        documents.push_back(document(maker, json::array({one})));
    } else if (may_narrow && maker.random.chance(30)) {
        json one = statement(maker, {0, 50});
        one["Principal"] = "*";
        documents = json::array({document(maker, json::array({one}))});
    }
    return named(documents);
}

std::string role_of(const Principal& principal) {
    return "arn:aws:iam::" + principal.account + ":role/" + principal.name;
}

json random_principal_element(Maker& maker) {
    const Principal& who = maker.request.principal;
    Random& random = maker.random;
    if (!who.has_account()) {
        return who.kind == Kind::service && random.chance(60)
                   ? json{{"Service", random.pick({who.text, who.text, "config.amazonaws.com"})}}
                   : json(random.pick({"*"}));
    }
    static const std::vector<std::string> others = {
        "arn:aws:iam::111111111111:user/zoe",
        "arn:aws:iam::111111111111:group/readers",
        "AROAEXAMPLEROLEID0001",
        "arn:aws:iam::111111111111:user/*",
        "222222222222",
        "arn:aws:iam::333333333333:root",
    };
    switch (random.below(9)) {
        case 0:
        case 1:
            return {{"AWS", who.text}};
        case 2:
            return {{"AWS", random.chance(50) ? who.account : "arn:aws:iam::" + who.account + ":root"}};
        case 3:
        case 4:
            return {{"AWS", who.kind == Kind::session ? role_of(who) : who.text}};
        case 5:
            return "*";
        case 6:
            return {{"AWS", "*"}};
        case 7:
            return {{"AWS", json::array({random.pick(others), random.pick(others)})}};
        default:
            return {{"AWS", random.pick(others)}};
    }
}

// NotPrincipal with Allow lists users and roles only.
json random_not_principal(Maker& maker, bool is_deny) {
    const Principal& who = maker.request.principal;
    if (is_deny && who.has_account() && maker.random.chance(35)) {
        return {{"AWS", who.account}};
    }
    if (is_deny && maker.random.chance(80)) {
        const json element = random_principal_element(maker);
        return element == "*" ? json{{"AWS", "arn:aws:iam::111111111111:user/zoe"}} : element;
    }
    const bool own = who.has_account() && who.kind != Kind::root && maker.random.chance(30);
    return {{"AWS", own ? who.text : "arn:aws:iam::111111111111:user/zoe"}};
}

json resource_statement(Maker& maker, bool has_resources) {
    if (maker.request.is_s3() && maker.random.chance(10)) {
        json open_to_a_network = directed_statement(maker);
        open_to_a_network["Principal"] = "*";
        open_to_a_network["Condition"] = {{"StringLike", {{"aws:SourceVpc", maker.random.pick({"vpc-1", "vpc-*"})}}}};
        return open_to_a_network;
    }
    json result = statement(maker, {15, maker.request.open ? 60U : 35U, has_resources});
    if (maker.random.chance(has_resources ? 14 : 0)) {
        result["NotPrincipal"] = random_not_principal(maker, result["Effect"] == "Deny");
    } else {
        result["Principal"] = random_principal_element(maker);
    }
    return result;
}

json resource_policy(Maker& maker) {
    json statements = json::array();
    for (std::size_t left = 1 + maker.random.below(2); left > 0; --left) {
        statements.push_back(resource_statement(maker, !maker.request.is_role()));
    }
    return document(maker, statements);
}

json levels(Maker& maker, bool of_resources) {
    json result = json::array();
    for (std::size_t left = 1 + maker.random.below(3); left > 0; --left) {
        result.push_back({{"target", "level-" + std::to_string(result.size())},
                          {"policies", of_resources ? limit_for_everybody(maker, false) : limit(maker)}});
    }
    return result;
}

json acl(Maker& maker) {
    json result = json::array();
    for (std::size_t left = maker.random.below(3); left > 0; --left) {
        result.push_back(
            {{"grantee",
              maker.random.pick({"AllUsers", "AuthenticatedUsers", "LogDelivery", "111111111111", "222222222222"})},
             {"permission", maker.random.pick({"READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL", "READ"})}});
    }
    return result;
}

json public_access_block(Maker& maker) {
    return {{"restrict_public_buckets", maker.random.chance(60)}, {"ignore_public_acls", maker.random.chance(40)}};
}

void add_bucket(Maker& maker, json& line) {
    Random& random = maker.random;
    json& bucket = line["bucket"];
    bucket["owner"] = maker.request.account;
    if (random.chance(50)) {
        bucket["public_access_block"] = public_access_block(maker);
    }
    if (!maker.request.access_point.empty() || random.chance(30)) {
        return;
    }
    bucket["ownership"] = random.pick({"ObjectWriter", "ObjectWriter", "BucketOwnerPreferred", "BucketOwnerEnforced"});
    bucket["acl"] = acl(maker);
    if (maker.request.is_object() && maker.request.action != "s3:PutObject") {
        line["object"] = {{"owner", random.chance(60) ? maker.request.account : "222222222222"}, {"acl", acl(maker)}};
    }
}

void add_access_point(Maker& maker, json& line) {
    json& point = line["access_point"];
    point["arn"] = maker.request.access_point;
    point["network_origin"] = maker.random.pick({"Internet", "Internet", "VPC"});
    if (maker.random.chance(75)) {
        point["policy"] = resource_policy(maker);
    }
    if (maker.random.chance(30)) {
        point["public_access_block"] = public_access_block(maker);
    }
}

void add_identity_side(Maker& maker, json& line) {
    const Principal& who = maker.request.principal;
    Random& random = maker.random;
    if (!who.has_account()) {
        return;
    }
    if (who.kind != Kind::root) {
        if (random.chance(85)) {
            line["identity_policies"] = identity(maker);
        }
        if (random.chance(25)) {
            line["permissions_boundary"] = limit(maker);
        }
        const bool is_session = who.kind == Kind::session || who.kind == Kind::federated_user;
        if (is_session && random.chance(who.kind == Kind::session ? 25 : 75)) {
            line["session_policies"] = limit(maker);
        }
    }
    if (random.chance(25)) {
        line["service_control_policies"] = levels(maker, false);
    }
}

}  // namespace

json random_line(std::uint64_t seed) {
    Random random(seed * 0x2545f4914f6cdd1dULL + 1);
    const RandomRequest request = random_request(random);
    Maker maker{random, request};
    json line = {{"id", std::to_string(seed)}, {"mode", request.open ? "open" : "strict"}};
    line["request"] = {{"principal", request.principal.text.empty() ? "anonymous" : request.principal.text},
                       {"action", request.action},
                       {"resource", {{"arn", request.arn}}},
                       {"context", request.context}};
    if (request.is_s3()) {
        line["request"]["resource"]["account"] = request.account;
    }
    add_identity_side(maker, line);
    if (request.is_role() || request.is_key() || (request.arn != "*" && random.chance(60))) {
        line["resource_policy"] = resource_policy(maker);
    }
    if (random.chance(10)) {
        line["endpoint_policies"] = limit_for_everybody(maker, true);
    }
    if (random.chance(20)) {
        line["resource_control_policies"] = levels(maker, true);
    }
    if (request.is_s3() && random.chance(40)) {
        add_bucket(maker, line);
    }
    if (!request.access_point.empty()) {
        add_access_point(maker, line);
    }
    return line;
}

}  // namespace iamirror::oracle
