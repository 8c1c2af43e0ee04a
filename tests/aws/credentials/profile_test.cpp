// What profiles come to, before anything is sent: what is refused by name. The published cases stand in
// published_test.cpp.
#include "aws/credentials/profile.h"

#include <gtest/gtest.h>

namespace iamirror::aws {
namespace {

Result<ProfileChain> resolve(std::map<std::string, Properties> profiles) {
    return resolve_profile({.profiles = std::move(profiles)}, "a");
}

std::string message_of(std::map<std::string, Properties> profiles) {
    const auto chain = resolve(std::move(profiles));
    return chain.ok() ? "" : chain.error().message;
}

TEST(Profile, KeepsAnExternalIdForEachHop) {
    const auto chain = resolve({{"a", {{"role_arn", "A"}, {"external_id", "ida"}, {"source_profile", "b"}}},
                                {"b", {{"role_arn", "B"}, {"external_id", "idb"}, {"source_profile", "c"}}},
                                {"c", {{"aws_access_key_id", "k"}, {"aws_secret_access_key", "s"}}}});
    ASSERT_TRUE(chain.ok());
    ASSERT_EQ(chain->roles.size(), 2u);
    EXPECT_EQ(chain->roles[0].role_arn, "B");
    EXPECT_EQ(chain->roles[0].external_id.reveal(), "idb");
    EXPECT_EQ(chain->roles[1].external_id.reveal(), "ida");
    EXPECT_EQ(std::get<Credentials>(chain->source).source, "profile c");
}

TEST(Profile, KeepsTheSessionTokenOfItsKeys) {
    const auto chain =
        resolve({{"a", {{"aws_access_key_id", "k"}, {"aws_secret_access_key", "s"}, {"aws_session_token", "t"}}}});
    ASSERT_TRUE(chain.ok());
    EXPECT_EQ(std::get<Credentials>(chain->source).session_token.reveal(), "t");
}

TEST(Profile, MfaIsRefusedByName) {
    const auto chain = resolve({{"a", {{"role_arn", "A"}, {"mfa_serial", "m"}, {"source_profile", "b"}}},
                                {"b", {{"aws_access_key_id", "k"}, {"aws_secret_access_key", "s"}}}});
    ASSERT_FALSE(chain.ok());
    EXPECT_NE(chain.error().message.find("MFA"), std::string::npos);
    EXPECT_FALSE(chain.error().hint.empty());
}

TEST(Profile, WhatIsHalfWrittenOrUnknownIsNamed) {
    EXPECT_NE(message_of({{"a", {{"sso_session", "x"}}}}).find("no [sso-session x]"), std::string::npos);
    EXPECT_NE(message_of({{"a", {{"sso_account_id", "1"}, {"sso_role_name", "r"}, {"sso_region", "eu-west-1"}}}})
                  .find("sso_start_url is missing"),
              std::string::npos);
    EXPECT_NE(message_of({{"a", {{"web_identity_token_file", "x"}}}}).find("role_arn"), std::string::npos);
    EXPECT_NE(message_of({{"a", {{"role_arn", "A"}, {"credential_source", "Mars"}}}}).find("Mars"), std::string::npos);
    EXPECT_NE(message_of({{"a", {{"login_session", "x"}}}}).find("aws login"), std::string::npos);
}

TEST(Profile, AnyNumberOfHopsMayStandOnAnySource) {
    const auto chain = resolve({{"a", {{"role_arn", "A"}, {"source_profile", "b"}}},
                                {"b", {{"role_arn", "B"}, {"source_profile", "c"}}},
                                {"c", {{"role_arn", "C"}, {"source_profile", "d"}}},
                                {"d", {{"credential_process", "get keys"}}}});
    ASSERT_TRUE(chain.ok());
    EXPECT_EQ(chain->roles.size(), 3u);
    EXPECT_EQ(std::get<CredentialProcess>(chain->source).profile, "d");
}

TEST(Profile, DurationIsANumberOfSeconds) {
    const auto with = [](const std::string& seconds) {
        return resolve({{"a",
                         {{"role_arn", "A"},
                          {"duration_seconds", seconds},
                          {"source_profile", "a"},
                          {"aws_access_key_id", "k"},
                          {"aws_secret_access_key", "s"}}}});
    };
    EXPECT_EQ(with("900")->roles.at(0).duration_seconds, 900);
    for (const auto* wrong : {"899", "43201", "1h", "-1", "99999999999999"}) EXPECT_FALSE(with(wrong).ok()) << wrong;
}

TEST(Profile, ErrorsDoNotShowKeys) {
    const auto chain = resolve({{"a", {{"aws_secret_access_key", "CANARY"}}}});
    ASSERT_FALSE(chain.ok());
    EXPECT_EQ(describe(chain.error()).find("CANARY"), std::string::npos);
}

}  // namespace
}  // namespace iamirror::aws
