// Lines of simulate made to crash the reader, to be taken for something else, or never to end. What is bounded is
// bounded by counts; ctest's own limit of time ends a test that hangs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "model/policy/evaluation/formula.h"
#include "model/simulate.h"

namespace iamirror::model {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

// Every member that a line can have.
json whole_line() {
    return json::parse(R"({"id": 7, "mode": "open",
        "request": {"principal": "arn:aws:sts::111122223333:assumed-role/reader/alice", "action": "s3:GetObject",
            "resource": {"arn": "arn:aws:s3:::data/a", "account": "111122223333"},
            "context": {"aws:SourceIp": "10.0.0.1", "aws:TagKeys": ["a", "b"], "s3:max-keys": 5}},
        "identity_policies": [{"name": "own", "document": {"Version": "2012-10-17", "Id": "x", "Statement": [{"Sid": "a",
            "Effect": "Allow", "Action": ["s3:*"], "Resource": "*", "Condition": {"Bool": {"aws:SecureTransport": [true]}}}]}}],
        "permissions_boundary": [{"name": "b", "document": {"Statement": {"Effect": "Allow", "NotAction": "iam:*",
            "NotResource": ["arn:aws:s3:::other"]}}}],
        "session_policies": [{"document": {"Statement": []}}], "endpoint_policies": [{"document": {"Statement": []}}],
        "resource_policy": {"Statement": [{"Effect": "Deny", "NotPrincipal": {"AWS": ["111122223333"]}, "Action": "*",
            "Resource": "*"}, {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]},
        "service_control_policies": [{"target": "r", "policies": [{"name": "f", "document": {"Statement": []}}]}],
        "resource_control_policies": [{"target": "r", "policies": []}],
        "bucket": {"owner": "111122223333", "ownership": "ObjectWriter", "public_access_block":
            {"restrict_public_buckets": true, "ignore_public_acls": false, "block_public_acls": true,
             "block_public_policy": true}, "acl": [{"grantee": "AllUsers", "permission": "READ"}]},
        "object": {"owner": "111122223333", "acl": [{"grantee": "AllUsers", "permission": "READ"}]},
        "access_point": {"arn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/books", "policy": {"Statement": []},
            "network_origin": "Internet", "public_access_block": {"restrict_public_buckets": false}}})");
}

json answer_to(const std::string& line) {
    const SimulationAnswer answer = simulate(line);
    EXPECT_EQ(answer.line.find('\n'), std::string::npos);
    const json read = json::parse(answer.line);
    EXPECT_EQ(read.contains("error"), answer.is_error);
    EXPECT_EQ(simulate(line).line, answer.line);
    return read;
}

std::string error_of(const std::string& line) {
    return answer_to(line).value("error", "");
}

void collect(const json& value, const json::json_pointer& at, std::vector<json::json_pointer>& out) {
    if (!at.empty()) out.push_back(at);
    if (!value.is_structured()) return;
    for (const auto& [name, inner] : value.items())
        value.is_array() ? collect(inner, at / std::stoul(name), out) : collect(inner, at / name, out);
}

// "/request/resource" as a message names it, to the document in which it lies.
std::string place_of(const json::json_pointer& at) {
    std::string out;
    json::json_pointer rest = at;
    std::vector<std::string> names;
    for (; !rest.empty(); rest = rest.parent_pointer()) names.insert(names.begin(), rest.back());
    for (const std::string& name : names) {
        const bool is_index = std::isdigit(static_cast<unsigned char>(name.front())) != 0;
        out += is_index ? "[" + name + "]" : (out.empty() ? "" : ".") + name;
        if (name == "document" || name == "resource_policy" || name == "policy") break;
    }
    return out;
}

bool is_in_document(const json::json_pointer& at) {
    return at.to_string().find("/Statement") != std::string::npos ||
           at.to_string().find("/Version") != std::string::npos || at.to_string().find("/Id") != std::string::npos;
}

// What may stand in the place of the other: null is a member that is not there; a document may be text, and a value of
// the context any scalar or a list of them. What IAM itself takes in a document, the reader of policies decides.
bool may_stand(const json::json_pointer& at, const json& was, const json& is) {
    const std::string path = at.to_string();
    if (is.is_null() || path == "/id" || is_in_document(at)) return true;
    if (path.starts_with("/request/context/")) return !is.is_object();
    return was.type() == is.type() || (was.is_number() && is.is_number());
}

class SimulateHostile : public ::testing::Test {};

TEST_F(SimulateHostile, AWrongTypeIsNamedWithItsMember) {
    const json line = whole_line();
    ASSERT_EQ(error_of(line.dump()), "");
    std::vector<json::json_pointer> places;
    collect(line, json::json_pointer(), places);
    EXPECT_GT(places.size(), 80U);
    std::size_t refused = 0;
    for (const auto& at : places) {
        for (const char* text : {"null", "true", "5", "1.5", "\"text\"", "[]", "[[]]", "{}", "{\"a\": {}}"}) {
            std::string written = line.dump();
            json changed = line;
            changed[at] = "REPLACED";
            written = changed.dump();
            written.replace(written.find("\"REPLACED\""), 10, text);
            const std::string error = error_of(written);
            const json put = json::parse(text, nullptr, false);
            if (put.is_discarded()) continue;
            EXPECT_TRUE(!error.empty() || may_stand(at, line[at], put)) << at << " as " << text << " was taken";
            if (error.empty()) continue;
            EXPECT_THAT(error, HasSubstr(place_of(at))) << at << " as " << text;
            ++refused;
        }
    }
    EXPECT_GT(refused, 300U);
}

TEST_F(SimulateHostile, TextThatIsNoLineIsToldApart) {
    const std::string good = whole_line().dump();
    EXPECT_EQ(error_of("\xff\xfe"), "the line is not UTF-8");
    EXPECT_EQ(error_of("{\"id\": 1"), "the line is not JSON at octet 8");
    EXPECT_EQ(error_of(std::string(1'000'000, '[')), "the line is nested deeper than 1000 levels");
    EXPECT_EQ(error_of(R"({"id": 1, "request": {"action": "a", "action": "b"}})"), "request.action is written twice");
    EXPECT_EQ(error_of(R"({"id": "\u0000"})"), "id holds the character U+0000");
    EXPECT_EQ(error_of(R"({"id": "\ud800"})"), "id holds half a surrogate pair");
    EXPECT_EQ(error_of(R"({"id": 1e999999})"), "id is a number of too many digits");
    EXPECT_THAT(error_of(std::string("{\"id\": \"a\0b\"}", 13)), HasSubstr("is not JSON"));
    EXPECT_EQ(error_of(good + "\r"), "");
    EXPECT_THAT(error_of(good + good), HasSubstr("is not JSON at octet " + std::to_string(good.size())));
}

// Names come from outside: none may move the cursor of a terminal.
TEST_F(SimulateHostile, ErrorsHoldNoControlCharacters) {
    const std::string error = error_of(R"({"\u001b[2J\u202e": 1, "request": 5})");
    for (const char c : error) EXPECT_GE(static_cast<unsigned char>(c), 0x20) << error;
    EXPECT_EQ(error.find("\u202e"), std::string::npos);
}

json with_statements(const json& statements, const char* mode) {
    json line = json::parse(R"({"id": 1, "request": {"principal": "arn:aws:iam::111122223333:user/alice", "action":
        "s3:GetObject", "resource": {"arn": "arn:aws:s3:::data/a", "account": "111122223333"}}})");
    line["mode"] = mode;
    line["identity_policies"] = {
        {{"name", "own"}, {"document", {{"Version", "2012-10-17"}, {"Statement", statements}}}}};
    return line;
}

json allow() {
    return {{"Effect", "Allow"}, {"Action", "s3:*"}, {"Resource", "*"}};
}

TEST_F(SimulateHostile, AHundredThousandStatementsAreDecided) {
    json statements = json::array();
    for (int i = 0; i < 100'000; ++i) statements.push_back(allow());
    const SimulationAnswer answer = simulate(with_statements(statements, "strict").dump());
    ASSERT_FALSE(answer.is_error);
    EXPECT_EQ(json::parse(answer.line).at("statements").size(), 100'000U);
}

json keys(std::size_t count) {
    json out = json::object();
    for (std::size_t i = 0; i < count; ++i) out["aws:RequestTag/t" + std::to_string(i)] = "x";
    return out;
}

TEST_F(SimulateHostile, TenThousandConditionsEndInBothModes) {
    json statement = allow();
    statement["Condition"] = {{"StringEquals", keys(10'000)}, {"StringNotEquals", keys(10'000)}};
    EXPECT_EQ(answer_to(with_statements(statement, "strict").dump()).at("decision"), "denied");
    const json answer = answer_to(with_statements(statement, "open").dump());
    EXPECT_EQ(answer.at("decision"), "allowed_if");
    EXPECT_EQ(answer.at("findings"), json::array({"condition_too_large"}));
    statement["Condition"] = {{"StringEquals", keys(4'000)}};
    const json written = answer_to(with_statements(statement, "open").dump());
    ASSERT_EQ(written.at("condition").size(), 1U);
    EXPECT_EQ(written.at("condition")[0].size(), 4'000U);
}

// Few ways to be allowed, each of very many tests.
TEST_F(SimulateHostile, WhatIsTooLongToWriteIsSaid) {
    json statements = json::array();
    for (int i = 0; i < 60; ++i) {
        json statement = allow();
        statement["Condition"] = {{"StringEquals", keys(2'000)},
                                  {"Bool", {{"aws:RequestTag/own" + std::to_string(i), "true"}}}};
        statement["Condition"]["StringEquals"].erase("aws:RequestTag/t" + std::to_string(i));
        statements.push_back(statement);
    }
    const json answer = answer_to(with_statements(statements, "open").dump());
    EXPECT_EQ(answer.at("decision"), "allowed_if");
    const bool is_written = !answer.at("condition").is_null();
    EXPECT_EQ(answer.at("findings"), is_written ? json::array() : json::array({"condition_too_large"}));
}

TEST_F(SimulateHostile, UnknownOperatorsAllowNothing) {
    json statement = allow();
    for (int i = 0; i < 10'000; ++i) statement["Condition"]["Sounds" + std::to_string(i)] = {{"aws:SourceIp", "x"}};
    const json allowed = answer_to(with_statements(statement, "open").dump());
    EXPECT_EQ(allowed.at("decision"), "denied");
    EXPECT_EQ(allowed.at("findings"), json::array({"unknown_operator"}));
    statement["Effect"] = "Deny";
    EXPECT_EQ(answer_to(with_statements({allow(), statement}, "strict").dump()).at("denial"), "explicit");
}

TEST_F(SimulateHostile, GlobsMadeToBlowUpEnd) {
    std::string stars;
    for (int i = 0; i < 100'000; ++i) stars += "*a";
    json statement = allow();
    statement["Resource"] = "arn:aws:s3:::data/" + stars + "c";
    statement["Condition"] = {{"StringLike", {{"x:y", stars + "c"}}}};
    statement["Action"] = json::array({"s3:" + stars + "c", "s3:*"});
    json line = with_statements(statement, "strict");
    line["request"]["resource"]["arn"] = "arn:aws:s3:::data/" + std::string(2'000, 'a') + "b";
    line["request"]["context"]["x:y"] = std::string(8'000, 'a') + "b";
    EXPECT_EQ(answer_to(line.dump()).at("decision"), "denied");
    line["identity_policies"][0]["document"]["Statement"]["Resource"] = "*";
    EXPECT_EQ(answer_to(line.dump()).at("decision"), "denied");
}

// What is compared with patterns is no longer than AWS allows, so that no line of 16 MiB takes hours.
TEST_F(SimulateHostile, ARequestIsNoLongerThanAwsAllows) {
    json line = with_statements({allow()}, "strict");
    line["request"]["resource"]["arn"] = "arn:aws:s3:::data/" + std::string(2'100, 'a');
    EXPECT_EQ(error_of(line.dump()), "request.resource.arn is longer than 2048 octets");
    line = with_statements({allow()}, "strict");
    line["request"]["context"]["aws:TagKeys"] = std::vector<std::string>(8'192, "a");
    EXPECT_EQ(error_of(line.dump()), "request.context.aws:TagKeys holds more than 8192 octets");
}

// Each variable is eight times shorter than its value: filled in, the pattern is longer than anything it could match.
TEST_F(SimulateHostile, VariablesDoNotMakeGigabytes) {
    std::string resource = "arn:aws:s3:::data/";
    for (int i = 0; i < 200'000; ++i) resource += "${x:y}";
    json statement = allow();
    statement["Resource"] = resource;
    json line = with_statements(statement, "strict");
    line["request"]["context"]["x:y"] = std::string(8'000, 'a');
    const json answer = answer_to(line.dump());
    EXPECT_EQ(answer.at("decision"), "denied");
    statement["Effect"] = "Deny";
    line["identity_policies"][0]["document"]["Statement"] = {allow(), statement};
    EXPECT_EQ(answer_to(line.dump()).at("decision"), "allowed");
}

TEST_F(SimulateHostile, ADocumentMayBeDeep) {
    json line = with_statements({allow()}, "strict");
    std::string text = line.dump();
    const std::string deep = std::string(900, '[') + std::string(900, ']');
    text.replace(text.find("\"s3:*\""), 6, deep);
    EXPECT_THAT(error_of(text), HasSubstr("identity_policies[0].document"));
    text = line.dump();
    text.replace(text.find("\"s3:*\""), 6, std::string(2'000, '[') + std::string(2'000, ']'));
    EXPECT_EQ(error_of(text), "the line is nested deeper than 1000 levels");
}

}  // namespace
}  // namespace iamirror::model
