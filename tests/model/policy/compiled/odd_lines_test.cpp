// What the oracle's random lines leave out, as AWS does not say or would not store it: the compiled evaluator must take
// it as the direct one does, finding by finding.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <random>

#include "tests/support/compiled_lines.h"

namespace iamirror {
namespace {

using nlohmann::json;
using Texts = std::vector<std::string>;

const Texts effects{"Allow", "Allow", "Allow", "Deny", "Deny", "allow"};
const Texts actions{"s3:GetObject", "s3:*",         "S3:get*", "*", "s3:NewObject", "iam:GetRole", "sts:AssumeRole",
                    "nosuch:Do",    "s3:GetObj?ct", "*:*",     "",  "?3:*",         "kms:Decrypt", "s3:ListBucket"};
const Texts asked{"s3:GetObject", "s3:listbucket",   "s3:NewObject",       "sts:AssumeRole",      "nosuch:Do",
                  "kms:Decrypt",  "s3:PutBucketAcl", "s3:GetBucketPolicy", "s3:ListAllMyBuckets", "sts:AssumeRoleNew"};
const Texts arns{"arn:aws:s3:::b",
                 "arn:aws:s3:::b/k/\xC3\xA9",
                 "*",
                 "arn:aws:iam::111111111111:role/r",
                 "arn:aws:kms:eu-west-1:111111111111:key/1",
                 "arn:aws:s3:eu-west-1:111111111111:accesspoint/p/object/k",
                 "arn:aws:ecr:eu-west-1:111111111111:repository/x"};
const Texts resources{"*",
                      "arn:aws:s3:::b*",
                      "arn:aws:s3:::b/*",
                      "arn:aws:s3:::b/k/?",
                      "arn:aws:s3*",
                      "arn:*",
                      "arn:aws:s3:::b",
                      "",
                      "arn:aws:s3:::b/${aws:username}*",
                      "arn:aws:s3:::${s3:prefix, 'b'}/k/${*}",
                      "arn:${aws:username}:s3:::b/*",
                      "arn:aws:s3:::b/${",
                      "${aws:username}",
                      "arn:aws:s3:::b/k/\xC3\xA9",
                      "arn:aws:*:*:*:*${aws:PrincipalTag/t}*",
                      "arn:aws:s3:eu-west-1:111111111111:accesspoint/p*",
                      "**"};
const Texts principals{"arn:aws:iam::111111111111:user/a/alice",
                       "arn:aws:iam::111111111111:role/r",
                       "arn:aws:sts::111111111111:assumed-role/r/s",
                       "arn:aws:iam::111111111111:root",
                       "arn:aws:sts::111111111111:federated-user/f",
                       "arn:aws:iam::222222222222:role/r",
                       "logging.s3.amazonaws.com",
                       "anonymous",
                       "arn:aws:iam::111111111111:saml-provider/p",
                       "arn:aws:iam::111111111111:role/aws-service-role/x/y"};
const Texts named{
    "*", "111111111111", "arn:aws:iam::*:role/r", "AROA1234", "arn:aws:iam::111111111111:group/g", "222222222222", ""};
const Texts operators{"StringEquals",
                      "StringNotEquals",
                      "StringEqualsIgnoreCase",
                      "StringLike",
                      "StringNotLike",
                      "NumericLessThan",
                      "NumericNotEquals",
                      "DateGreaterThanEquals",
                      "Bool",
                      "BinaryEquals",
                      "IpAddress",
                      "NotIpAddress",
                      "ArnLike",
                      "ArnNotEquals",
                      "Null",
                      "stringlike",
                      "StringNotEqualsIgnoreCase",
                      "NoSuchOperator",
                      "NumericGreaterThanEquals"};
const Texts quantifiers{"", "", "ForAllValues:", "ForAnyValue:"};
const Texts keys{"aws:username",        "aws:PrincipalArn",   "s3:prefix",           "AWS:SourceIp",
                 "aws:CurrentTime",     "aws:PrincipalTag/t", "aws:SecureTransport", "s3:DataAccessPointArn",
                 "aws:ResourceAccount", "aws:SourceVpc"};
const Texts values{"alice",
                   "true",
                   "False",
                   "5",
                   "-1.50",
                   "2026-01-01",
                   "10.0.0.0/8",
                   "10.1.1.1",
                   "YWI=",
                   "x",
                   "",
                   "arn:aws:iam::*:role/*",
                   "${aws:username}",
                   "${s3:prefix, 'al'}ice",
                   "a*",
                   "?lice",
                   "${aws:nosuch}",
                   "${$}{x}",
                   "\xC3\xA9",
                   "arn:aws:iam::111111111111:role/r",
                   "2001:db8::/32"};

class Lines {
  public:
    explicit Lines(std::uint32_t seed) : random_(seed) {}

    json line() {
        json out{{"mode", one_in(2) ? "strict" : "open"}, {"request", request()}};
        if (one_in(3)) {
            out["mode"] = "open";
            out["request"]["principal"] = principals.front();
            out["request"]["resource"]["account"] = "111111111111";
            out["identity_policies"] = mild_policies();
            return out;
        }
        out["identity_policies"] = policies();
        if (one_in(4)) out["permissions_boundary"] = policies();
        if (one_in(4)) out["session_policies"] = policies();
        if (one_in(6)) out["endpoint_policies"] = policies();
        if (one_in(2)) out["resource_policy"] = document();
        if (one_in(4)) out["service_control_policies"] = levels();
        if (one_in(4)) out["resource_control_policies"] = levels();
        if (one_in(3)) out["bucket"] = bucket();
        if (one_in(4)) out["object"] = {{"owner", account()}, {"acl", acl()}};
        if (one_in(4)) out["access_point"] = access_point();
        return out;
    }

  private:
    bool one_in(unsigned count) { return random_() % count == 0; }
    const std::string& pick(const Texts& from) { return from[random_() % from.size()]; }
    std::string account() { return one_in(2) ? "111111111111" : "222222222222"; }
    Texts some(const Texts& from, std::size_t most) {
        Texts out;
        for (std::size_t i = one_in(8) ? 0 : 1 + random_() % most; i > 0; --i) out.push_back(pick(from));
        return out;
    }

    json request() {
        json context = json::object();
        for (const std::string& key : some(keys, 6)) context[key] = some(values, 2);
        return {{"principal", pick(principals)},
                {"action", pick(asked)},
                {"resource", {{"arn", pick(arns)}, {"account", one_in(2) ? "" : account()}}},
                {"context", context}};
    }
    json conditions() {
        json out = json::object();
        for (const std::string& name : some(operators, 2)) {
            json lines = json::object();
            for (const std::string& key : some(keys, 2)) lines[key] = some(values, 3);
            out[pick(quantifiers) + name + (one_in(4) ? "IfExists" : "")] = lines;
        }
        return out;
    }
    json principal_element() {
        if (one_in(3)) return "*";
        json out = json::object();
        for (const std::string& type : some({"AWS", "AWS", "Service", "Federated", "CanonicalUser"}, 2))
            out[type] = one_in(2) ? some(named, 2) : some(principals, 2);
        return out;
    }
    json statement() {
        json out{{"Effect", pick(effects)}};
        if (one_in(9)) out["Sid"] = "S";
        if (one_in(30)) out["Extra"] = 1;
        if (!one_in(5)) out["Action"] = some(actions, 3);
        if (!out.contains("Action") || one_in(25)) out["NotAction"] = some(actions, 2);
        if (one_in(40)) out.erase("NotAction");
        if (!one_in(6)) out["Resource"] = some(resources, 3);
        if (one_in(8)) out["NotResource"] = some(resources, 2);
        if (one_in(3)) out["Principal"] = principal_element();
        if (one_in(8)) out["NotPrincipal"] = principal_element();
        if (one_in(2)) out["Condition"] = conditions();
        return out;
    }
    json document() {
        json statements = json::array();
        for (std::size_t i = one_in(12) ? 20 : 1 + random_() % 3; i > 0; --i) statements.push_back(statement());
        json out{{"Statement", statements}};
        if (!one_in(4)) out["Version"] = "2012-10-17";
        return out;
    }
    json policies() {
        json out = json::array();
        for (std::size_t i = random_() % 3; i > 0; --i) out.push_back({{"name", pick(keys)}, {"document", document()}});
        return out;
    }
    // So that something is allowed, and hangs on conditions.
    json mild_policies() {
        const json all{{"Effect", "Allow"}, {"Action", "*"}, {"Resource", "*"}, {"Condition", conditions()}};
        return {{{"document", {{"Version", "2012-10-17"}, {"Statement", {all, all}}}}}};
    }
    json levels() {
        json out = json::array();
        for (std::size_t i = random_() % 3; i > 0; --i)
            out.push_back({{"target", one_in(3) ? "" : "ou"}, {"policies", policies()}});
        return out;
    }
    json acl() {
        json out = json::array();
        for (std::size_t i = random_() % 3; i > 0; --i)
            out.push_back({{"grantee", pick({"AllUsers", "AuthenticatedUsers", "LogDelivery", "111111111111", "x"})},
                           {"permission", pick({"READ", "WRITE", "READ_ACP", "WRITE_ACP", "FULL_CONTROL"})}});
        return out;
    }
    json block() { return {{"restrict_public_buckets", one_in(2)}, {"ignore_public_acls", one_in(2)}}; }
    json bucket() {
        return {{"owner", one_in(4) ? "" : account()},
                {"ownership", pick({"BucketOwnerEnforced", "ObjectWriter", "BucketOwnerPreferred"})},
                {"public_access_block", block()},
                {"acl", acl()}};
    }
    json access_point() {
        json out{{"arn", "arn:aws:s3:eu-west-1:" + account() + ":accesspoint/p"},
                 {"network_origin", one_in(2) ? "VPC" : "Internet"},
                 {"public_access_block", block()}};
        if (!one_in(3)) out["policy"] = document();
        return out;
    }

    std::mt19937 random_;
};

TEST(PolicyOddLines, CompiledTakesThemAsDirect) {
    testing::CompiledLines lines;
    std::map<std::string, int> seen;
    Lines odd(2026);
    for (int i = 0; i < 2'000; ++i) {
        const json line = odd.line();
        ASSERT_EQ(lines.difference(line), "") << i;
        const json decision = lines.decide(line);
        ++seen[decision.at("decision")];
        for (const std::string code : decision.at("findings")) ++seen[code];
    }
    for (const char* what :
         {"allowed", "denied", "allowed_if", "unknown_action", "invalid_statement", "short_arn",
          "variable_without_value", "not_principal", "unknown_operator", "unparsable_value", "access_point_arn"})
        EXPECT_GE(seen[what], 20) << what;
}

// More tests than a formula may have: nothing can be said, by either.
TEST(PolicyOddLines, CompiledGivesUpWhereDirectDoes) {
    json statements = json::array();
    for (int i = 0; i < 5'000; ++i)
        statements.push_back({{"Effect", "Allow"},
                              {"Action", "s3:GetObject"},
                              {"Resource", "*"},
                              {"Condition", {{"StringEquals", {{"aws:RequestTag/t" + std::to_string(i), "x"}}}}}});
    json line{
        {"mode", "open"},
        {"request",
         {{"principal", principals.front()}, {"action", "s3:GetObject"}, {"resource", {{"arn", arns.at(1)}}}}},
        {"identity_policies", {{{"name", "p"}, {"document", {{"Version", "2012-10-17"}, {"Statement", statements}}}}}}};
    testing::CompiledLines lines;
    EXPECT_EQ(lines.difference(line), "");
    EXPECT_EQ(lines.decide(line).at("findings"), json::array({"condition_too_large"}));
}

// Globs made to blow up, and more statements than any policy has.
TEST(PolicyOddLines, CompiledIsBoundedInTime) {
    std::string glob = "arn:aws:s3:::b/";
    for (int i = 0; i < 2'000; ++i) glob += "*a";
    json statements = json::array();
    for (int i = 0; i < 4'000; ++i)
        statements.push_back({{"Effect", "Deny"},
                              {"NotAction", {"s3:Put" + std::to_string(i) + "*", "iam:*"}},
                              {"Resource", i % 500 == 0 ? glob : glob.substr(0, 15) + std::to_string(i)}});
    json line{
        {"request",
         {{"principal", principals.front()},
          {"action", "s3:GetObject"},
          {"resource", {{"arn", "arn:aws:s3:::b/" + std::string(2'000, 'a') + "b"}, {"account", "111111111111"}}}}},
        {"identity_policies", {{{"name", "p"}, {"document", {{"Version", "2012-10-17"}, {"Statement", statements}}}}}}};
    testing::CompiledLines lines;
    EXPECT_EQ(lines.decide(line).at("decision"), "denied");
}

}  // namespace
}  // namespace iamirror
