// What profiles come to, before anything is sent: the published cases, and what is refused by name.
#include "aws/credentials/profile.h"

#include <gtest/gtest.h>

#include <iostream>

#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

using nlohmann::json;

bool needs_later_source(const json& output) {
    for (const auto& step : output.value("ProfileChain", json::array()))
        if (!step.contains("AccessKey") && !step.contains("AssumeRole")) return true;
    return false;
}

void expect_chain(const json& steps, const ProfileChain& chain) {
    const auto& key = steps.at(0)["AccessKey"];
    EXPECT_EQ(chain.keys.access_key_id, key["access_key_id"]);
    EXPECT_EQ(chain.keys.secret_access_key.reveal(), key["secret_access_key"]);
    ASSERT_EQ(chain.roles.size(), steps.size() - 1);
    for (std::size_t i = 0; i < chain.roles.size(); ++i) {
        const auto& role = steps.at(i + 1)["AssumeRole"];
        EXPECT_EQ(chain.roles[i].role_arn, role["role_arn"]);
        EXPECT_EQ(chain.roles[i].external_id.reveal(), role.value("external_id", ""));
        EXPECT_EQ(chain.roles[i].session_name, role.value("role_session_name", ""));
    }
}

TEST(ProfilePublished, ResolvesToTheSameChain) {
    IAMIRROR_NEEDS_CORPORA();
    int chains = 0, errors = 0, later = 0;
    for (const auto& entry : read_json(*corpora() / "credentials/aws-config/assume-role-tests.json")) {
        SCOPED_TRACE(entry["docs"].get<std::string>());
        const ProfileFile file{.profiles = entry["input"]["profiles"]};
        const auto chain = resolve_profile(file, entry["input"]["selected_profile"]);
        const bool is_later = needs_later_source(entry["output"]);
        ASSERT_EQ(chain.ok(), entry["output"].contains("ProfileChain") && !is_later);
        if (chain) expect_chain(entry["output"]["ProfileChain"], *chain);
        if (!chain) {
            EXPECT_EQ(chain.error().kind, ErrorKind::credentials);
        }
        ++(is_later ? later : chain.ok() ? chains : errors);
        if (is_later) std::cout << "later source, refused by name: " << entry["docs"].get<std::string>() << "\n";
    }
    std::cout << chains << " chains and " << errors << " errors as published, " << later << " for later sources\n";
    EXPECT_EQ(chains + errors + later, 28);
}

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
    EXPECT_EQ(chain->keys.source, "profile c");
}

TEST(Profile, KeepsTheSessionTokenOfItsKeys) {
    const auto chain =
        resolve({{"a", {{"aws_access_key_id", "k"}, {"aws_secret_access_key", "s"}, {"aws_session_token", "t"}}}});
    ASSERT_TRUE(chain.ok());
    EXPECT_EQ(chain->keys.session_token.reveal(), "t");
}

TEST(Profile, MfaIsRefusedByName) {
    const auto chain = resolve({{"a", {{"role_arn", "A"}, {"mfa_serial", "m"}, {"source_profile", "b"}}},
                                {"b", {{"aws_access_key_id", "k"}, {"aws_secret_access_key", "s"}}}});
    ASSERT_FALSE(chain.ok());
    EXPECT_NE(chain.error().message.find("MFA"), std::string::npos);
    EXPECT_FALSE(chain.error().hint.empty());
}

TEST(Profile, LaterSourcesAreNamed) {
    EXPECT_NE(message_of({{"a", {{"sso_session", "x"}}}}).find("single sign-on"), std::string::npos);
    EXPECT_NE(message_of({{"a", {{"credential_process", "x"}}}}).find("credential_process"), std::string::npos);
    EXPECT_NE(message_of({{"a", {{"web_identity_token_file", "x"}}}}).find("web identity"), std::string::npos);
    EXPECT_NE(message_of({{"a", {{"role_arn", "A"}, {"credential_source", "Environment"}}}}).find("Environment"),
              std::string::npos);
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
