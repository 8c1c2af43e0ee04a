// The query protocol, against recorded answers of IAM and STS and what they are known to hold.
#include "aws/protocol_query.h"

#include <gtest/gtest.h>

#include <iostream>

#include "model/base/digest.h"
#include "model/base/text.h"
#include "model/base/time.h"
#include "tests/aws/corpora.h"
#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

using nlohmann::json;

TEST(QueryForm, EncodesEverythingButUnreservedCharacters) {
    EXPECT_EQ(encode_query(list_roles(), {{"A.member.1", "x y+z"}, {"Policy", "{\"a\":\"é&=%\"}"}, {"Empty", ""}}),
              "Action=ListRoles&Version=2010-05-08&A.member.1=x%20y%2Bz&"
              "Policy=%7B%22a%22%3A%22%C3%A9%26%3D%25%22%7D&Empty=");
}

Reply read(int status, const std::string& body, const Operation& operation = list_roles()) {
    return read_query(operation, {.status = status, .headers = {{"x-amzn-RequestId", "header-id"}}, .body = body});
}

TEST(QueryAnswer, TakesTheRequestIdFromTheHeaderWhereTheBodyHasNone) {
    EXPECT_EQ(read(200, "<ListRolesResponse><ListRolesResult/></ListRolesResponse>").request_id, "header-id");
    EXPECT_EQ(read(200, success("ListRoles", "")).request_id, "req-1");
    EXPECT_EQ(read(503, "").request_id, "header-id");
}

TEST(QueryAnswer, WriteNeedsNoResult) {
    EXPECT_TRUE(read(200, "<CreateRoleResponse/>", create_role()).document.has_value());
    EXPECT_TRUE(read(200, "<ListRolesResponse/>").is_unreadable);
}

TEST(QueryAnswer, SaysWhyItIsUnreadable) {
    EXPECT_EQ(read(200, "").message, "the answer is empty");
    EXPECT_EQ(read(200, "<html></html>").message, "the answer is HTML");
    EXPECT_EQ(read(200, "<Other/>").message, "the answer is <Other> where <ListRolesResponse> was promised");
    EXPECT_EQ(read(200, "<ListRolesResponse/>").message, "the answer lacks <ListRolesResult>");
}

TEST(QueryError, IsReadInEachForm) {
    for (const auto* body :
         {"<ErrorResponse><Error><Code>C</Code><Message>m</Message></Error></ErrorResponse>",
          "<Error><Code>C</Code><Message>m</Message></Error>",
          "<Response><Errors><Error><Code>C</Code><Message>m</Message></Error></Errors></Response>"}) {
        const auto reply = read(400, body);
        EXPECT_EQ(reply.code, "C") << body;
        EXPECT_EQ(reply.message, "m") << body;
        EXPECT_FALSE(reply.is_unreadable);
    }
}

// "iam-list-users.xml" is of ListUsers.
std::string operation_of(const std::string& stem) {
    std::string name;
    const auto words = split(stem, '-');
    for (std::size_t i = 1; i < words.size(); ++i)
        name +=
            words[i] == "mfa" ? "MFA" : static_cast<char>(words[i][0] - 'a' + 'A') + std::string{words[i].substr(1)};
    return name;
}

// What the recorded parser made of a node, with our own view of the same node.
class Comparison {
  public:
    void compare(const json& expected, const Node& node, const std::string& where) {
        if (expected.is_object())
            object(expected, node, where);
        else if (expected.is_array())
            list(expected, node, where);
        else
            value(expected, node, where);
    }
    int values = 0;

  private:
    void object(const json& expected, const Node& node, const std::string& where) {
        if (node.exists() && node.children().empty()) return policy(expected, node, where);
        if (node.children().size() > 0 && node.children().front().name() == "entry") return map(expected, node, where);
        for (const auto& [name, inner] : expected.items())
            if (name != "ResponseMetadata") compare(inner, node.at(name), where + "/" + name);
    }

    void policy(const json& expected, const Node& node, const std::string& where) {
        ++values;
        EXPECT_EQ(json::parse(percent_decode(*node.text()).value()), expected) << where;
    }

    void map(const json& expected, const Node& node, const std::string& where) {
        EXPECT_EQ(node.all("entry").size(), expected.size()) << where;
        for (const auto& entry : node.all("entry"))
            compare(expected.at(*entry.text("key")), entry.at("value"), where + "/" + *entry.text("key"));
    }

    void list(const json& expected, const Node& node, const std::string& where) {
        const auto members = node.all("member");
        ASSERT_EQ(members.size(), expected.size()) << where;
        for (std::size_t i = 0; i < members.size(); ++i)
            compare(expected[i], members[i], where + "/" + std::to_string(i));
    }

    void value(const json& expected, const Node& node, const std::string& where) {
        ++values;
        const auto text = node.text();
        ASSERT_TRUE(text.has_value()) << where;
        if (expected.is_boolean()) {
            EXPECT_EQ(*text, expected.get<bool>() ? "true" : "false") << where;
        }
        if (expected.is_number()) {
            EXPECT_EQ(std::stod(*text), expected.get<double>()) << where;
        }
        if (expected.is_string()) same_text(expected, *text, where);
    }

    // The recorded parser has undone the percent-encoding of policies and the base64 of blobs, and rewritten dates.
    void same_text(const std::string& expected, const std::string& text, const std::string& where) {
        const auto time = parse_time(expected);
        const bool is_same = text == expected || trim(text) == expected || percent_decode(text) == expected ||
                             text == base64(expected) || (time && parse_time(text) == time);
        EXPECT_TRUE(is_same) << where << ": " << text << " for " << expected;
    }
};

TEST(QueryPublished, AnswersHoldWhatTheyAreKnownToHold) {
    IAMIRROR_NEEDS_CORPORA();
    int files = 0;
    Comparison comparison;
    for (const auto& entry : std::filesystem::directory_iterator{*corpora() / "xml-responses/responses"}) {
        const auto stem = entry.path().stem().string();
        if (entry.path().extension() != ".xml" || !(stem.starts_with("iam-") || stem.starts_with("sts-"))) continue;
        SCOPED_TRACE(stem);
        const Operation operation{.service = "iam", .name = operation_of(stem)};
        const auto reply = read(200, read_file(entry.path()), operation);
        ASSERT_TRUE(reply.document.has_value()) << reply.message;
        const auto expected = read_json(std::filesystem::path{entry.path()}.replace_extension(".json"));
        comparison.compare(expected, reply.result, "");
        EXPECT_EQ(reply.request_id, expected["ResponseMetadata"]["RequestId"].get<std::string>());
        ++files;
    }
    std::cout << files << " answers of IAM and STS, " << comparison.values << " values\n";
    EXPECT_GE(files, 16);
}

TEST(QueryPublished, ErrorsHoldWhatTheyAreKnownToHold) {
    IAMIRROR_NEEDS_CORPORA();
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{*corpora() / "xml-responses/errors"}) {
        if (entry.path().extension() != ".xml") continue;
        SCOPED_TRACE(entry.path().stem());
        const auto expected = read_json(std::filesystem::path{entry.path()}.replace_extension(".json"));
        const auto reply = read(400, read_file(entry.path()));
        EXPECT_EQ(reply.code, expected["Error"]["Code"].get<std::string>());
        EXPECT_EQ(trim(reply.message), trim(expected["Error"]["Message"].get<std::string>()));
        ++files;
    }
    std::cout << files << " errors\n";
    EXPECT_GE(files, 10);
}

TEST(QueryPublished, AnswersOfS3AreReadToo) {
    IAMIRROR_NEEDS_CORPORA();
    int files = 0;
    for (const auto& entry : std::filesystem::directory_iterator{*corpora() / "xml-responses/responses"}) {
        const auto stem = entry.path().stem().string();
        if (entry.path().extension() != ".xml" || !stem.starts_with("s3-")) continue;
        const auto body = read_file(entry.path());
        const bool is_xml = trim(body).starts_with('<');  // a bucket's policy is answered as JSON
        EXPECT_EQ(Document::from_xml(body).ok(), is_xml) << stem;
        ++files;
    }
    std::cout << files << " answers of S3\n";
    EXPECT_GE(files, 9);
}

}  // namespace
}  // namespace iamirror::aws
