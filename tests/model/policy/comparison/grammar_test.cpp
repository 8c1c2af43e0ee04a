// Comparison against brute force: small policies, every request of a small world decided by the naive evaluator. A "no"
// leaves no request, a "yes" has one that the naive evaluator confirms, and where the world has a request that tells
// the two apart, the answer is "yes". IAMIRROR_COMPARISON_PAIRS asks for more pairs; 1000000 are all.
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include "model/policy/compare.h"
#include "tests/model/policy/oracle/oracle.h"
#include "tests/support/source_tree.h"

namespace iamirror::model {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

json statement(const std::string& effect, const json& action, const json& resource, const json& condition) {
    json out{{"Effect", effect}};
    out[action.is_object() ? "NotAction" : "Action"] = action.is_object() ? action.at("not") : action;
    out[resource.is_object() ? "NotResource" : "Resource"] = resource.is_object() ? resource.at("not") : resource;
    if (!condition.empty()) out["Condition"] = condition;
    return out;
}

json document(const json& statements) {
    return {{"Version", "2012-10-17"}, {"Statement", statements}};
}

struct World {
    std::vector<json> policies, requests;
};

json request(const std::string& principal, const std::string& action, const std::string& arn, const json& context) {
    return {{"principal", "arn:aws:iam::123456789012:" + principal},
            {"action", action},
            {"resource", {{"arn", arn}, {"account", "123456789012"}}},
            {"context", context}};
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
    world.policies.push_back(document(json::array()));
    world.policies.push_back(document({allow}));
    for (std::size_t i = 0; i < tests.size(); ++i) {
        const json one = statement("Allow", "*", "*", tests[i]), deny = statement("Deny", "*", "*", tests[i]);
        const json other = statement(i % 2 == 0 ? "Allow" : "Deny", "*", "*", tests[(i * 7 + 3) % tests.size()]);
        json both = tests[i];
        both.merge_patch(tests[(i * 5 + 1) % tests.size()]);
        world.policies.push_back(document({one}));
        world.policies.push_back(document({allow, deny}));
        world.policies.push_back(document({one, other}));
        world.policies.push_back(document({statement("Allow", "*", "*", both)}));
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
        world.policies.push_back(document({allows[i]}));
        world.policies.push_back(document({allows[i], denies[(i * 13 + 4) % denies.size()]}));
        world.policies.push_back(document({allows[i], allows[(i * 11 + 5) % allows.size()]}));
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

// ---- the comparison

std::string naive(const json& request, const json& policy) {
    return oracle::naive_decision({{"request", request}, {"identity_policies", json::array({{{"document", policy}}})}})
        .at("decision");
}

json written(const AccessRequest& request) {
    json context = json::object();
    for (const auto& [key, values] : request.context)
        context[key] = values.size() == 1 ? json(values.front()) : json(values);
    return {{"principal", request.principal.name},
            {"action", request.action},
            {"resource", {{"arn", request.resource.arn}, {"account", request.resource.account}}},
            {"context", context}};
}

class Checker {
  public:
    explicit Checker(const World& world) : world_(world), allowed_(world.policies.size()) {
        for (const json& policy : world.policies)
            layers_.push_back(layers_of(parse_policy(policy.dump()).value(), ComparisonType::identity));
    }

    void check(std::size_t a, std::size_t b) {
        const PolicyComparison found = compare_policies(layers_[a], layers_[b], ComparisonType::identity);
        check(a, b, found.a_allows_more);
        check(b, a, found.b_allows_more);
    }

    std::size_t yes = 0, no = 0, unknown = 0, missed = 0;

  private:
    const std::vector<bool>& allowed(std::size_t policy) {
        std::vector<bool>& out = allowed_[policy];
        if (out.empty())
            for (const json& one : world_.requests) out.push_back(naive(one, world_.policies[policy]) == "allowed");
        return out;
    }

    void check(std::size_t a, std::size_t b, const Surplus& surplus) {
        const std::vector<bool>&of_a = allowed(a), &of_b = allowed(b);
        std::size_t at = 0;
        while (at < of_a.size() && (!of_a[at] || of_b[at])) ++at;
        const std::string pair = world_.policies[a].dump() + "\nbeside " + world_.policies[b].dump();
        if (surplus.answer == Answer::yes) {
            ++yes;
            const json witness = written(*surplus.witness);
            EXPECT_EQ(naive(witness, world_.policies[a]), "allowed") << pair << "\n" << witness;
            EXPECT_EQ(naive(witness, world_.policies[b]), "denied") << pair << "\n" << witness;
            return;
        }
        if (surplus.answer == Answer::no) {
            ++no;
            EXPECT_EQ(at, of_a.size()) << pair << "\n" << (at < of_a.size() ? world_.requests[at] : json());
            return;
        }
        ++unknown;
        if (at == of_a.size()) return;
        ++missed;
        std::cout << "missed: " << pair << "\n" << world_.requests[at] << "\n" << surplus.why << "\n";
    }

    const World& world_;
    std::vector<Layers> layers_;
    std::vector<std::vector<bool>> allowed_;
};

// A part of the pairs and of the requests, evenly spread, unless all are asked for.
void check_world(World world) {
    const std::size_t count = world.policies.size(), all = count * (count + 1) / 2;
    const std::size_t wanted = std::stoul(testing::environment("IAMIRROR_COMPARISON_PAIRS", "120"));
    const std::size_t step = wanted >= all ? 1 : all / wanted | 1U;
    if (step > 1) {
        std::vector<json> some;
        for (std::size_t i = 0; i < world.requests.size(); i += 11) some.push_back(world.requests[i]);
        world.requests = std::move(some);
    }
    Checker checker(world);
    std::size_t pairs = 0, at = 0;
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b <= a; ++b) {
            if (at++ % step != 0) continue;
            checker.check(a, b);
            ++pairs;
        }
    EXPECT_GT(checker.yes, pairs / 4);
    EXPECT_GT(checker.no, pairs / 20);
    EXPECT_EQ(checker.missed, 0U) << "a request of the world tells them apart";
    std::cout << pairs << " of " << all << " pairs on " << world.requests.size() << " requests: " << checker.yes
              << " yes, " << checker.no << " no, " << checker.unknown << " unknown\n";
}

TEST(ComparisonGrammar, Conditions) {
    check_world(world_of_conditions());
}

TEST(ComparisonGrammar, ActionsAndResources) {
    check_world(world_of_resources());
}

}  // namespace
}  // namespace iamirror::model
