// Comparison against brute force (tests/support/comparison_world.h), exhaustively over small policies.
#include <gtest/gtest.h>

#include "tests/support/comparison_world.h"

namespace iamirror::model {
namespace {

using nlohmann::json;
using testing::check_world;
using testing::document;
using testing::request;
using testing::statement;
using testing::World;
using Texts = std::vector<std::string>;

json identity(const json& statements) {
    return {{"identity_policies", json::array({{{"document", document(statements)}}})}};
}

// ---- one action, one resource, every kind of test

std::vector<json> conditions() {
    const char* texts[] = {R"({"StringEquals":{"x:k":"a"}})",
                           R"({"StringEquals":{"x:k":["a","b"]}})",
                           R"({"StringEqualsIfExists":{"x:k":"a"}})",
                           R"({"StringNotEquals":{"x:k":"a"}})",
                           R"({"StringNotEquals":{"x:k":["a","b"]}})",
                           R"({"StringNotEqualsIfExists":{"x:k":"b"}})",
                           R"({"StringEqualsIgnoreCase":{"x:k":"A"}})",
                           R"({"StringNotEqualsIgnoreCase":{"x:k":"A"}})",
                           R"({"StringLike":{"x:k":"a*"}})",
                           R"({"StringLike":{"x:k":"?"}})",
                           R"({"StringNotLike":{"x:k":"a*"}})",
                           R"({"StringEquals":{"x:k":"${aws:username}"}})",
                           R"({"StringLike":{"x:k":"${aws:username}*"}})",
                           R"({"StringNotEquals":{"x:k":"${aws:username, 'b'}"}})",
                           R"({"StringEquals":{"aws:username":"a"}})",
                           R"({"StringLike":{"aws:PrincipalArn":"*:role/*"}})",
                           R"({"ArnLike":{"aws:PrincipalArn":"arn:aws:iam::123456789012:user/a*"}})",
                           R"({"ArnNotEquals":{"aws:PrincipalArn":"arn:aws:iam::123456789012:role/*"}})",
                           R"({"StringEquals":{"aws:PrincipalType":"User"}})",
                           R"({"StringEquals":{"aws:ResourceAccount":"${aws:PrincipalAccount}"}})",
                           R"({"StringEquals":{"aws:PrincipalAccount":"123456789012"}})",
                           R"({"ForAnyValue:StringEquals":{"aws:TagKeys":"a"}})",
                           R"({"ForAnyValue:StringNotEquals":{"aws:TagKeys":"a"}})",
                           R"({"ForAllValues:StringEquals":{"aws:TagKeys":["a","b"]}})",
                           R"({"ForAllValues:StringLike":{"aws:TagKeys":"a*"}})",
                           R"({"ForAllValues:StringNotLike":{"aws:TagKeys":"a*"}})",
                           R"({"StringEquals":{"aws:TagKeys":"b"}})",
                           R"({"StringNotEquals":{"aws:TagKeys":"b"}})",
                           R"({"ForAnyValue:StringEqualsIfExists":{"aws:TagKeys":"b"}})",
                           R"({"Null":{"x:k":"true"}})",
                           R"({"Null":{"aws:TagKeys":"false"}})",
                           R"({"NumericLessThan":{"x:n":"5"}})",
                           R"({"NumericLessThanEquals":{"x:n":"5"}})",
                           R"({"NumericGreaterThan":{"x:n":["5","9.5"]}})",
                           R"({"NumericEquals":{"x:n":"5.0"}})",
                           R"({"NumericNotEquals":{"x:n":["5","9.5"]}})",
                           R"({"DateLessThan":{"x:d":"2026-01-01T00:00:00Z"}})",
                           R"({"DateGreaterThanEquals":{"x:d":"2026-01-01"}})",
                           R"({"DateNotEquals":{"x:d":"2026-01-01"}})",
                           R"({"Bool":{"x:b":"true"}})",
                           R"({"BoolIfExists":{"x:b":"false"}})",
                           R"({"IpAddress":{"x:ip":"10.0.0.0/8"}})",
                           R"({"IpAddress":{"x:ip":["10.0.0.0/9","10.128.0.0/9"]}})",
                           R"({"NotIpAddress":{"x:ip":"10.1.0.0/16"}})",
                           R"({"IpAddress":{"x:ip":["10.1.0.0/16","2001:db8::/32"]}})",
                           R"({"BinaryEquals":{"x:bin":"QUFB"}})",
                           R"({"ArnEquals":{"x:arn":"arn:aws:s3:::a*"}})",
                           R"({"ArnNotLike":{"x:arn":"arn:aws:s3:::ab"}})"};
    std::vector<json> out;
    for (const char* text : texts) out.push_back(json::parse(text));
    return out;
}

std::vector<json> contexts() {
    const std::pair<const char*, std::vector<json>> keys[] = {
        {"x:k", {"a", "A", "b", "ab", "c", "bob"}},
        {"aws:TagKeys", {{"a"}, {"b"}, {"a", "b"}, {"ab"}, {"a", "c"}, {"c"}, {"ab", "b"}}},
        {"x:n", {"4", "5", "7", "9.5", "10"}},
        {"x:d", {"2025-01-01", "2026-01-01T00:00:00Z", "2027-01-01"}},
        {"x:b", {"true", "false"}},
        {"x:ip", {"10.1.2.3", "10.2.0.1", "10.200.0.1", "192.0.2.1", "2001:db8::1"}},
        {"x:bin", {"QUFB", "QUFC"}},
        {"x:arn", {"arn:aws:s3:::ab", "arn:aws:s3:::b", "arn:aws:s3:::ac"}}};
    std::vector<json> singles{json::object()}, out;
    for (const auto& [key, values] : keys)
        for (const json& value : values)
            singles.push_back({{key, value.is_array() && value.size() == 1 ? value.front() : value}});
    for (std::size_t i = 0; i < singles.size(); ++i)
        for (std::size_t j = 0; j <= i; ++j) {
            json both = singles[i];
            both.update(singles[j]);
            if (both.size() == singles[i].size() + singles[j].size() || i == j) out.push_back(both);
        }
    return out;
}

World world_of_conditions() {
    World world;
    const std::vector<json> tests = conditions();
    const json allow = statement("Allow", "*", "*", json::object());
    world.sides.push_back(identity(json::array()));
    world.sides.push_back(identity({allow}));
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const json one = statement("Allow", "*", "*", tests[i]), deny = statement("Deny", "*", "*", tests[i]);
        const json other = statement(i % 2 == 0 ? "Allow" : "Deny", "*", "*", tests[(i * 7 + 3) % tests.size()]);
        json both = tests[i];
        both.merge_patch(tests[(i * 5 + 1) % tests.size()]);
        world.sides.push_back(identity({one}));
        world.sides.push_back(identity({allow, deny}));
        world.sides.push_back(identity({one, other}));
        world.sides.push_back(identity({statement("Allow", "*", "*", both)}));
    }
    for (const char* principal : {"user/a", "user/team/bob", "role/a"})
        for (const json& context : contexts())
            world.requests.push_back(request(principal, "s3:GetObject", "arn:aws:s3:::b/k", context));
    return world;
}

// ---- actions and resources, one test at most

World world_of_resources() {
    World world;
    const json actions[] = {"*", "s3:Get*", {"s3:GetObject", "s3:PutObject"}, {{"not", {"s3:Put*"}}}, "S3:*"};
    const json resources[] = {"*",
                              "arn:aws:s3:::b/*",
                              {"arn:aws:s3:::b", "arn:aws:s3:::b/x"},
                              "arn:aws:s3:::b/${aws:username}/*",
                              {{"not", {"arn:aws:s3:::b/a/*"}}},
                              {{"not", {"arn:aws:s3:::b/${aws:username}/*"}}},
                              "arn:aws:s3:::b*"};
    const json tests[] = {json::object(), json::parse(R"({"Bool":{"aws:SecureTransport":"true"}})")};
    std::vector<json> allows, denies;
    for (const json& action : actions)
        for (const json& resource : resources)
            for (const json& test : tests) {
                allows.push_back(statement("Allow", action, resource, test));
                denies.push_back(statement("Deny", action, resource, test));
            }
    for (std::size_t i = 0; i < allows.size(); ++i) {
        world.sides.push_back(identity({allows[i]}));
        world.sides.push_back(identity({allows[i], denies[(i * 13 + 4) % denies.size()]}));
        world.sides.push_back(identity({allows[i], allows[(i * 11 + 5) % allows.size()]}));
    }
    const Texts keys{"arn:aws:s3:::b/x", "arn:aws:s3:::b/a/k", "arn:aws:s3:::b/bob/k", "arn:aws:s3:::bb/x",
                     "arn:aws:s3:::c/x"};
    for (const char* principal : {"user/a", "user/team/bob", "role/a"})
        for (const json& context :
             {json::object(), json{{"aws:SecureTransport", "true"}}, json{{"aws:SecureTransport", "false"}}}) {
            for (const std::string& key : keys)
                for (const char* action : {"s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:GetNoSuchThing"})
                    world.requests.push_back(request(principal, action, key, context));
            for (const char* bucket : {"arn:aws:s3:::b", "arn:aws:s3:::bb", "arn:aws:s3:::c"})
                world.requests.push_back(request(principal, "s3:ListBucket", bucket, context));
            world.requests.push_back(request(principal, "s3:ListAllMyBuckets", "*", context));
            world.requests.push_back(request(principal, "sqs:SendMessage", "arn:aws:sqs:r:123456789012:q", context));
        }
    return world;
}

TEST(ComparisonGrammar, Conditions) {
    check_world(world_of_conditions());
}

TEST(ComparisonGrammar, ActionsAndResources) {
    check_world(world_of_resources());
}

}  // namespace
}  // namespace iamirror::model
