// What a credential_process answers: https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
#include "aws/credentials/credential_process.h"

#include <gtest/gtest.h>

#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

class ProcessCredentials : public ::testing::Test {
  protected:
    // A real program, without a shell.
    Result<Credentials> credentials_of(const std::string& output) {
        return process_credentials({.profile = "p", .command = Secret{"/bin/echo '" + output + "'"}},
                                   {real_surroundings(), nullptr, &clock_, nullptr});
    }
    std::string refusal(const std::string& output) {
        const auto found = credentials_of(output);
        EXPECT_FALSE(found.ok()) << output;
        if (found.ok()) return "";
        EXPECT_EQ(found.error().kind, ErrorKind::credentials);
        EXPECT_EQ(found.error().message.find("SECRETCANARY"), std::string::npos);
        return found.error().message;
    }

    FakeClock clock_;  // noon
};

TEST_F(ProcessCredentials, KeysOfASession) {
    const auto found = credentials_of(R"({"Version":1,"AccessKeyId":"ASIA1","SecretAccessKey":"s","SessionToken":"t",)"
                                      R"("Expiration":"2026-10-01T13:00:00Z"})");
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_EQ(found->access_key_id, "ASIA1");
    EXPECT_EQ(found->secret_access_key.reveal(), "s");
    EXPECT_EQ(found->session_token.reveal(), "t");
    EXPECT_EQ(found->expires_at, clock_.time + std::chrono::hours{1});
    EXPECT_EQ(found->source, "profile p: credential_process");
}

TEST_F(ProcessCredentials, LastingKeysHaveNeitherTokenNorEnd) {
    const auto found = credentials_of(R"({"Version":1,"AccessKeyId":"AKIA1","SecretAccessKey":"s"})");
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_TRUE(found->session_token.empty());
    EXPECT_FALSE(found->expires_at);
}

TEST_F(ProcessCredentials, WhatIsNoAnswerIsNamed) {
    const std::string keys = R"("AccessKeyId":"A","SecretAccessKey":"SECRETCANARY")";
    const std::pair<std::string, const char*> cases[] = {
        {"", "the answer is empty"},
        {"SECRETCANARY", "the answer is no JSON object"},
        {"{" + keys + "}", "the answer's Version is not 1"},
        {R"({"Version":2,)" + keys + "}", "the answer's Version is not 1"},
        {R"({"Version":"1",)" + keys + "}", "the answer's Version is not 1"},
        {R"({"Version":1,"AccessKeyId":"A"})", "the answer has no SecretAccessKey"},
        {R"({"Version":1,"SecretAccessKey":"SECRETCANARY"})", "the answer has no AccessKeyId"},
        {R"({"Version":1,"Expiration":"tomorrow",)" + keys + "}", "the answer's Expiration is no time"},
        {R"({"Version":1,"Expiration":"2026-10-01T12:00:00Z",)" + keys + "}",
         "its credentials ended at 2026-10-01T12:00:00Z"}};
    for (const auto& [output, words] : cases)
        EXPECT_EQ(refusal(output), std::string("profile p: credential_process: ") + words) << output;
}

// The words that the program gets, without a shell: quotes as in POSIX's, a backslash outside of them takes what
// follows.
TEST_F(ProcessCredentials, TheCommandIsCutIntoWords) {
    for (const char* keys : {R"('{"Version":1,"AccessKeyId":"A B","SecretAccessKey":"s"}')",
                             R"("{\"Version\":1,\"AccessKeyId\":\"A B\",\"SecretAccessKey\":\"s\"}")",
                             R"({\"Version\":1,\"AccessKeyId\":\"A\ B\",'"SecretAccessKey"':\"s\"})"}) {
        const auto found = process_credentials({.profile = "p", .command = Secret{std::string("/bin/echo ") + keys}},
                                               {real_surroundings(), nullptr, &clock_, nullptr});
        ASSERT_TRUE(found.ok()) << keys << found.error().message;
        EXPECT_EQ(found->access_key_id, "A B") << keys;
    }
    for (const auto& [command, words] : {std::pair{"/bin/echo \\", "nothing follows the last backslash"},
                                         std::pair{"/bin/echo 'x", "a quote is not closed"}}) {
        const auto found = process_credentials({.profile = "p", .command = Secret{command}},
                                               {real_surroundings(), nullptr, &clock_, nullptr});
        ASSERT_FALSE(found.ok()) << command;
        EXPECT_NE(found.error().message.find(words), std::string::npos) << found.error().message;
    }
}

TEST_F(ProcessCredentials, AProgramThatFailsIsNamed) {
    for (const char* command : {"/bin/false", "/nowhere/program", "/bin/echo 'x", "''", ""}) {
        const auto found = process_credentials({.profile = "p", .command = Secret{command}},
                                               {real_surroundings(), nullptr, &clock_, nullptr});
        ASSERT_FALSE(found.ok()) << command;
        EXPECT_TRUE(found.error().message.starts_with("profile p: credential_process: ")) << found.error().message;
    }
}

}  // namespace
}  // namespace iamirror::aws
