// The same brute force on layers: what endpoint policies let through, what policies of the organization forbid, and
// whom they name.
#include <gtest/gtest.h>

#include "tests/support/comparison_world.h"

namespace iamirror::model {
namespace {

using nlohmann::json;
using testing::document;
using testing::request;
using testing::statement;
using testing::World;

json parsed(const char* text) {
    return json::parse(text);
}

json to(json principal, json one) {
    one["Principal"] = std::move(principal);
    return one;
}
json not_to(json principal, json one) {
    one["NotPrincipal"] = std::move(principal);
    return one;
}

json policies(const json& statements) {
    return json::array({{{"document", document(statements)}}});
}
json level(const json& statements) {
    return {{"target", "ou"}, {"policies", policies(statements)}};
}

const json all = statement("Allow", "*", "*");
// Of these services the naive evaluator knows which of them resource control policies act on.
const json services = {"s3:*", "sqs:*", "ec2:*"};
const json own = statement("Allow", services, "*");
const json account = parsed(R"({"AWS":"123456789012"})"), other = parsed(R"({"AWS":"arn:aws:iam::210987654321:root"})"),
           user = parsed(R"({"AWS":"arn:aws:iam::123456789012:user/a"})"),
           role = parsed(R"({"AWS":["arn:aws:iam::123456789012:role/a","arn:aws:iam::123456789012:user/a"]})"),
           session = parsed(R"({"AWS":"arn:aws:sts::123456789012:assumed-role/a/s"})"),
           nobody = parsed(R"({"AWS":"arn:aws:iam::123456789012:role/*"})");
const json secure = parsed(R"({"Bool":{"aws:SecureTransport":"true"}})"),
           roles = parsed(R"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::*:role/p/*"}})"),
           named = parsed(R"({"StringEquals":{"aws:username":"a"}})"),
           owned = parsed(R"({"StringEquals":{"aws:ResourceAccount":"123456789012"}})");

std::vector<json> own_policies() {
    return {
        policies({own}), policies({statement("Allow", "s3:*", "*")}),
        policies({own, statement("Deny", {"s3:Put*", "ec2:*"}, "*", secure)}),
        policies({statement("Allow", services, "*", roles)}),
        policies({statement("Allow", services, "arn:aws:s3:::b/${aws:username}/*"), statement("Allow", "sqs:*", "*")})};
}

// null: absent.
std::vector<json> endpoints() {
    return {json(),
            json::array(),
            policies({to("*", all)}),
            policies({all}),  // names nobody
            policies({to(account, all)}),
            policies({to(other, all), to(account, statement("Allow", "s3:Get*", "*"))}),
            policies({to(role, all)}),
            policies({to(user, all), to(session, statement("Allow", "sqs:*", "*"))}),
            policies({to(nobody, all), to("*", statement("Allow", "s3:*", "*", named))}),
            policies({to("*", all), to(user, statement("Deny", "s3:Put*", "*"))}),
            policies({to("*", all), not_to(role, statement("Deny", "*", "*", secure))}),
            policies({not_to(session, statement("Allow", "*", "*"))}),
            policies({to("*", all), to(session, statement("Deny", "*", "*"))}),
            policies({to("*", statement("Allow", {{"not", {"ec2:*"}}}, "*", owned))})};
}

std::vector<json> resource_controls() {
    const json full = to("*", all);
    return {json(),
            json::array(),
            json::array({level({full})}),
            json::array({level(json::array()), level({to("*", statement("Allow", "s3:Get*", "*"))})}),
            json::array({level({full, to("*", statement("Deny", "*", "*", secure))})}),
            json::array({level({full}), level({full, to("*", statement("Deny", {"s3:PutObject", "ec2:*"}, "*"))})}),
            json::array({level({full, to("*", statement("Deny", {{"not", {"s3:*"}}}, "*"))})}),
            json::array({level({full, to(role, statement("Deny", "*", "*"))})}),
            json::array({level({full, not_to(session, statement("Deny", "S3:*", {{"not", {"arn:aws:s3:::b/a/*"}}}))})}),
            json::array({level({full, to(account, statement("Deny", "s3:*", "arn:aws:s3:::b/${aws:username}/*"))})})};
}

json side(const json& identity, const json& endpoint, const json& control) {
    json out{{"identity_policies", identity}};
    if (!endpoint.is_null()) out["endpoint_policies"] = endpoint;
    if (!control.is_null()) out["resource_control_policies"] = control;
    return out;
}

World world_of_layers() {
    World world;
    const std::vector<json> policies_of = own_policies(), ends = endpoints(), controls = resource_controls();
    for (std::size_t i = 0; i < ends.size(); ++i)
        for (std::size_t j = 0; j < controls.size(); ++j)
            if (i * j < 2 || (i + j) % 2 == 0)
                world.sides.push_back(side(policies_of[(3 * i + j) % policies_of.size()], ends[i], controls[j]));
    json limited = side(policies_of[0], ends[9], controls[5]);
    limited["service_control_policies"] = json::array({level({all, statement("Deny", "sqs:*", "*", roles)})});
    limited["permissions_boundary"] = policies({statement("Allow", {"s3:*", "sqs:*"}, "*")});
    world.sides.push_back(limited);
    const std::pair<const char*, const char*> asked[] = {
        {"s3:GetObject", "arn:aws:s3:::b/a/k"},   {"s3:PutObject", "arn:aws:s3:::b/a/k"},
        {"s3:GetObject", "arn:aws:s3:::c/k"},     {"s3:NoSuchThing", "arn:aws:s3:::b/bob/k"},
        {"sqs:SendMessage", "arn:aws:sqs:r::q"},  {"ec2:DescribeInstances", "*"},
        {"ec2:NoSuchThing", "arn:aws:ec2:r::i/i"}};
    for (const char* principal :
         {"user/a", "user/team/bob", "role/a", "role/p/c", "role/p/b", "arn:aws:sts::123456789012:assumed-role/a/s",
          "arn:aws:sts::123456789012:assumed-role/b/s", "arn:aws:iam::210987654321:user/a",
          "arn:aws:iam::210987654321:role/p/c", "arn:aws:iam::333333333333:role/a"})
        for (const auto& [action, arn] : asked)
            for (const json& context : {json::object(), json{{"aws:SecureTransport", "true"}}})
                world.requests.push_back(request(principal, action, arn, context));
    return world;
}

// ---- the resource's own policy beside those of the principal

std::vector<json> resource_policies() {
    json assume = to(account, parsed(R"({"Effect":"Allow","Action":"sts:AssumeRole"})"));
    return {json(),
            document(json::array()),
            document({to(account, all)}),
            document({to(user, all)}),
            document({to(role, statement("Allow", {"s3:*", "kms:*"}, "*"))}),
            document({to(session, all), to(account, statement("Allow", "kms:*", "*", secure))}),
            document({to("*", statement("Allow", "s3:Get*", "arn:aws:s3:::b/*", secure))}),
            document({to("*", all), not_to(role, statement("Deny", "*", "*"))}),
            document({to(user, statement("Deny", "s3:Put*", "*")), to("*", statement("Allow", "sqs:*", "*"))}),
            document({not_to(user, statement("Allow", "*", "arn:aws:s3:::b/${aws:username}/*")), assume}),
            document({assume, to(role, parsed(R"({"Effect":"Deny","Action":"sts:*"})"))}),
            document({to(other, all), to("*", statement("Allow", "sts:AssumeRole", "*", roles))})};
}

std::vector<json> own_policies_with_keys() {
    const json wide = statement("Allow", {"s3:*", "sqs:*", "kms:*", "sts:*"}, "*");
    return {json::array(), policies({wide}), policies({statement("Allow", {"s3:Get*", "kms:*"}, "*")}),
            policies(
                {statement("Allow", {"sts:AssumeRole", "sqs:*"}, "*", roles), statement("Deny", "s3:*", "*", secure)})};
}

World world_of_own_policies() {
    World world;
    const std::vector<json> own_ones = own_policies_with_keys(), resource_ones = resource_policies();
    const json limits[] = {json(), json::array(), policies({statement("Allow", {"s3:*", "kms:*"}, "*")}),
                           policies({all, statement("Deny", "s3:Put*", "*", secure)})};
    std::size_t at = 0;
    for (const json& resource : resource_ones)
        for (const json& principal : own_ones)
            for (const char* limit : {"permissions_boundary", "session_policies"}) {
                json one{{"identity_policies", principal}};
                if (!resource.is_null()) one["resource_policy"] = resource;
                if (const json& limiting = limits[at++ % std::size(limits)]; !limiting.is_null()) one[limit] = limiting;
                if (at % 5 == 0)
                    one["service_control_policies"] = json::array({level({statement("Allow", "s3:*", "*")})});
                if (at % 7 == 0) one["endpoint_policies"] = policies({to(account, all)});
                world.sides.push_back(one);
            }
    const std::pair<const char*, const char*> asked[] = {{"s3:GetObject", "arn:aws:s3:::b/a/k"},
                                                         {"s3:PutObject", "arn:aws:s3:::b/a/k"},
                                                         {"s3:NoSuchThing", "arn:aws:s3:::c/k"},
                                                         {"sqs:SendMessage", "arn:aws:sqs:r::q"},
                                                         {"kms:Decrypt", "arn:aws:kms:r:123456789012:key/k"},
                                                         {"sts:AssumeRole", "arn:aws:iam::123456789012:role/x"}};
    for (const char* principal :
         {"user/a", "user/b", "role/a", "role/p/b", "arn:aws:sts::123456789012:assumed-role/a/s",
          "arn:aws:sts::123456789012:assumed-role/a/t", "arn:aws:iam::210987654321:user/a"})
        for (const auto& [action, arn] : asked)
            for (const json& context : {json::object(), json{{"aws:SecureTransport", "true"}}})
                world.requests.push_back(request(principal, action, arn, context));
    return world;
}

TEST(ComparisonGrammar, OwnPolicies) {
    testing::check_world(world_of_own_policies());
}

TEST(ComparisonGrammar, Layers) {
    testing::check_world(world_of_layers());
}

}  // namespace
}  // namespace iamirror::model
