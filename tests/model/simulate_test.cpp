// What a line of simulate may hold, and what is said of one that is wrong.
#include "model/simulate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace iamirror::model {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

json good_line() {
    return json::parse(R"({"id": 7, "request": {"principal": "arn:aws:iam::111122223333:user/alice",
        "action": "s3:GetObject", "resource": {"arn": "arn:aws:s3:::data/a", "account": "111122223333"}},
        "identity_policies": [{"name": "own", "document": {"Version": "2012-10-17", "Statement":
            {"Sid": "Read", "Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::data/*"}}}]})");
}

json answer_to(const std::string& line) {
    const SimulationAnswer answer = simulate(line);
    EXPECT_EQ(answer.line.find('\n'), std::string::npos);
    const json read = json::parse(answer.line);
    EXPECT_EQ(read.contains("error"), answer.is_error);
    return read;
}

TEST(SimulateLine, TellsDecisionAndReasons) {
    const json answer = answer_to(good_line().dump());
    EXPECT_EQ(answer, json::parse(R"({"id": 7, "decision": "allowed", "denial": null, "by": ["identity"],
        "statements": [{"layer": "identity", "policy": "own", "index": 0, "sid": "Read", "effect": "Allow"}],
        "condition": null, "findings": []})"));
}

TEST(SimulateLine, GivesTheIdBackAsItCame) {
    for (const char* id : {"null", "\"x\"", "1.50", "[1,{\"a\":2}]"}) {
        json line = good_line();
        line["id"] = "ID";
        std::string text = line.dump();
        text.replace(text.find("\"ID\""), 4, id);
        EXPECT_THAT(simulate(text).line, HasSubstr(std::string("{\"id\":") + id + ",\"decision\"")) << id;
    }
}

TEST(SimulateLine, TellsTheConditionOfAnOpenRequest) {
    json line = good_line();
    line["mode"] = "open";
    line["identity_policies"][0]["document"]["Statement"]["Condition"] =
        json::parse(R"({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}, "Bool": {"aws:SecureTransport": true}})");
    const json answer = answer_to(line.dump());
    EXPECT_EQ(answer.at("decision"), "allowed_if");
    EXPECT_EQ(answer.at("condition"), json::parse(R"([[
        {"operator": "Bool", "key": "aws:securetransport", "values": ["true"], "holds": true},
        {"operator": "IpAddress", "key": "aws:sourceip", "values": ["10.0.0.0/8"], "holds": true}]])"));
}

struct Fault {
    const char* patch;  // RFC 7386
    const char* message;
};

class SimulateFault : public ::testing::TestWithParam<Fault> {};

TEST_P(SimulateFault, IsNamedWithItsPlace) {
    json line = good_line();
    line.merge_patch(json::parse(GetParam().patch));
    const json answer = answer_to(line.dump());
    ASSERT_TRUE(answer.contains("error")) << answer;
    EXPECT_THAT(answer.at("error").get<std::string>(), HasSubstr(GetParam().message));
    EXPECT_EQ(answer.at("id"), 7);
}

INSTANTIATE_TEST_SUITE_P(
    Lines, SimulateFault,
    ::testing::Values(
        Fault{R"({"request": null})", "request is missing"}, Fault{R"({"request": []})", "request must be an object"},
        Fault{R"({"mode": "lax"})", "mode must be strict or open"},
        Fault{R"({"permision_boundary": []})", "permision_boundary is no member"},
        Fault{R"({"request": {"resorce": {}}})", "request.resorce is no member"},
        Fault{R"({"request": {"principal": "alice"}})", "request.principal"},
        Fault{R"({"request": {"principal": "arn:aws:iam::111122223333:group/g"}})", "request.principal"},
        Fault{R"({"request": {"principal": "arn:aws:sts::111122223333:assumed-role/r"}})", "request.principal"},
        Fault{R"({"request": {"action": "s3:*"}})", "request.action must be one action"},
        Fault{R"({"request": {"action": 5}})", "request.action must be a string"},
        Fault{R"({"request": {"resource": {"arn": "data"}}})", "request.resource.arn must be an ARN"},
        Fault{R"({"request": {"resource": {"account": "12"}}})", "request.resource.account must be an account id"},
        Fault{R"({"request": {"context": {"a": {}}}})", "request.context.a must be a string"},
        Fault{R"({"request": {"context": {"a": 1, "A": 2}}})", "context keys have no case"},
        Fault{R"({"identity_policies": {}})", "identity_policies must be a list"},
        Fault{R"({"identity_policies": [{"document": {}}]})", "identity_policies[0].document"},
        Fault{R"({"identity_policies": [{"document": {"Statement": {"Effect": 1}}}]})", "Statement.Effect"},
        Fault{R"({"identity_policies": [{"document": "{"}]})", "is not JSON"},
        Fault{R"({"resource_policy": 5})", "resource_policy"},
        Fault{R"({"service_control_policies": [{"target": "r"}]})", "service_control_policies[0].policies is missing"},
        Fault{R"({"bucket": {"ownership": "Mine"}})", "bucket.ownership must be"},
        Fault{R"({"bucket": {"public_access_block": {"restrict_public_buckets": 1}}})", "must be true or false"},
        Fault{R"({"object": {"acl": [{"grantee": "AllUsers", "permission": "OWN"}]}})", "acl[0].permission must be"},
        Fault{R"({"access_point": {"arn": "arn:aws:s3:::data"}})", "access_point.arn must be"}));

TEST(SimulateLine, RefusesWhatIsNoJson) {
    for (const char* line : {"", "nonsense", "{\"id\": 1", "{} {}", "\xff", "[", "{\"a\":1,\"a\":2}", "5", "null"})
        EXPECT_TRUE(simulate(line).is_error) << line;
    EXPECT_TRUE(simulate(std::string(100'000, '[')).is_error);
}

// Each test is one that only the request knows: every one may come out either way.
TEST(SimulateLine, EndsWhereConditionsAreTooMany) {
    json line = good_line();
    line["mode"] = "open";
    json statements = json::array();
    for (int i = 0; i < 5'000; ++i) {
        json statement = line["identity_policies"][0]["document"]["Statement"];
        statement["Condition"] = {{"StringEquals", {{"aws:RequestTag/t" + std::to_string(i), "x"}}}};
        statements.push_back(statement);
    }
    line["identity_policies"][0]["document"]["Statement"] = statements;
    const json answer = answer_to(line.dump());
    EXPECT_EQ(answer.at("decision"), "allowed_if");
    EXPECT_EQ(answer.at("condition"), nullptr);
    EXPECT_EQ(answer.at("findings"), json::array({"condition_too_large"}));
}

TEST(SimulateLine, EndsWithGlobsMadeToBlowUp) {
    json line = good_line();
    std::string glob = "arn:aws:s3:::data/";
    for (int i = 0; i < 2'000; ++i) glob += "*a";
    line["request"]["resource"]["arn"] = "arn:aws:s3:::data/" + std::string(2'000, 'a') + "b";
    line["identity_policies"][0]["document"]["Statement"]["Resource"] = glob;
    EXPECT_EQ(answer_to(line.dump()).at("decision"), "denied");
}

}  // namespace
}  // namespace iamirror::model
