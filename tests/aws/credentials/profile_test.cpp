// What profiles come to, before anything is sent: the published cases, and what is refused by name.
#include "aws/credentials/profile.h"

#include <gtest/gtest.h>

#include <iostream>

#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

using nlohmann::json;

std::string text(const json& object, const char* name) {
    return object.value(name, "");
}

void expect_source(const json& step, const ProfileSource& source) {
    if (const auto* keys = std::get_if<Credentials>(&source)) {
        EXPECT_EQ(keys->access_key_id, step.at("AccessKey")["access_key_id"].get<std::string>());
        EXPECT_EQ(keys->secret_access_key.reveal(), step.at("AccessKey")["secret_access_key"].get<std::string>());
    } else if (const auto* web = std::get_if<WebIdentity>(&source)) {
        EXPECT_EQ(web->role_arn, step.at("WebIdentityToken")["role_arn"].get<std::string>());
        EXPECT_EQ(web->token_file, step.at("WebIdentityToken")["web_identity_token_file"].get<std::string>());
        EXPECT_EQ(web->session_name, text(step.at("WebIdentityToken"), "role_session_name"));
    } else if (const auto* sso = std::get_if<SsoRole>(&source)) {
        EXPECT_EQ(sso->account_id, text(step.at("Sso"), "sso_account_id"));
        EXPECT_EQ(sso->role_name, text(step.at("Sso"), "sso_role_name"));
        EXPECT_EQ(sso->session.name, text(step.at("Sso"), "sso_session"));
        EXPECT_EQ(sso->session.region, step.at("Sso")["sso_region"].get<std::string>());
        EXPECT_EQ(sso->session.start_url, step.at("Sso")["sso_start_url"].get<std::string>());
    } else if (const auto* process = std::get_if<CredentialProcess>(&source)) {
        EXPECT_EQ(process->command.reveal(), step.at("CredentialProcess").get<std::string>());
    } else {
        EXPECT_EQ(std::get<NamedSource>(source), NamedSource::instance);
        EXPECT_EQ(step.at("NamedSource"), "Ec2InstanceMetadata");
    }
}

void expect_chain(const json& steps, const ProfileChain& chain) {
    expect_source(steps.at(0), chain.source);
    ASSERT_EQ(chain.roles.size(), steps.size() - 1);
    for (std::size_t i = 0; i < chain.roles.size(); ++i) {
        const auto& role = steps.at(i + 1)["AssumeRole"];
        EXPECT_EQ(chain.roles[i].role_arn, role["role_arn"].get<std::string>());
        EXPECT_EQ(chain.roles[i].external_id.reveal(), role.value("external_id", ""));
        EXPECT_EQ(chain.roles[i].session_name, role.value("role_session_name", ""));
    }
}

TEST(ProfilePublished, ResolvesToTheSameChain) {
    IAMIRROR_NEEDS_CORPORA();
    int chains = 0, errors = 0;
    for (const auto& entry : read_json(*corpora() / "credentials/aws-config/assume-role-tests.json")) {
        SCOPED_TRACE(entry["docs"].get<std::string>());
        const auto& input = entry["input"];
        const ProfileFile file{.profiles = input["profiles"],
                               .sso_sessions = input.value("sso_sessions", std::map<std::string, Properties>{})};
        const auto chain = resolve_profile(file, input["selected_profile"]);
        ++(chain.ok() ? chains : errors);
        ASSERT_EQ(chain.ok(), entry["output"].contains("ProfileChain"));
        if (chain) {
            expect_chain(entry["output"]["ProfileChain"], *chain);
        } else {
            EXPECT_EQ(chain.error().kind, ErrorKind::credentials);
        }
    }
    std::cout << chains << " chains and " << errors << " errors as published\n";
    EXPECT_EQ(chains + errors, 28);
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
