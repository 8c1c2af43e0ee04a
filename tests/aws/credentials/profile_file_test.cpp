// The shared files: the published cases, and files that are none.
#include "aws/credentials/profile_file.h"

#include <gtest/gtest.h>

#include <iostream>

#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

using nlohmann::json;

std::optional<std::string> file_of(const json& input, const char* name) {
    return input.contains(name) ? std::optional{input[name].get<std::string>()} : std::nullopt;
}

std::map<std::string, Properties> sections_of(const json& config, const char* name) {
    return config.value(name, json::object()).get<std::map<std::string, Properties>>();
}

TEST(ProfileFilePublished, ParsesAsTheSdksDo) {
    IAMIRROR_NEEDS_CORPORA();
    int count = 0;
    const auto cases = read_json(*corpora() / "credentials/aws-runtime/profile-parser-tests.json");
    for (const auto& entry : cases["tests"]) {
        SCOPED_TRACE(entry["name"].get<std::string>());
        const auto file =
            parse_profile_files(file_of(entry["input"], "configFile"), file_of(entry["input"], "credentialsFile"));
        ++count;
        const bool is_error = entry["output"].contains("errorContaining");
        ASSERT_EQ(file.ok(), !is_error) << (file.ok() ? "" : file.error().message);
        if (is_error) continue;
        EXPECT_EQ(file->profiles, sections_of(entry["output"]["config"], "profiles"));
        EXPECT_EQ(file->sso_sessions, sections_of(entry["output"]["config"], "sso_sessions"));
    }
    std::cout << count << " of " << cases["tests"].size() << " parser cases run\n";
    EXPECT_GE(count, 60);
}

TEST(ProfileFilePublished, LiesWhereTheSdksLook) {
    IAMIRROR_NEEDS_CORPORA();
    int run = 0, other_systems = 0;
    const auto cases = read_json(*corpora() / "credentials/aws-runtime/file-location-tests.json");
    for (const auto& entry : cases["tests"]) {
        if (entry["platform"] != "linux") {
            ++other_systems;
            continue;
        }
        ++run;
        SCOPED_TRACE(entry["name"].get<std::string>());
        const Surroundings surroundings{.environment = entry["environment"]};
        const auto paths = profile_file_paths(surroundings);
        EXPECT_EQ(paths.config, entry["configLocation"].get<std::string>());
        EXPECT_EQ(paths.credentials, entry["credentialsLocation"].get<std::string>());
        if (entry.contains("profile")) {
            EXPECT_EQ(profile_name("", surroundings), entry["profile"].get<std::string>());
        }
    }
    std::cout << run << " location cases run, " << other_systems << " are of other systems\n";
    EXPECT_GE(run, 4);
}

Surroundings with_files(std::map<std::string, std::string> files, std::map<std::string, std::string> environment) {
    return {.environment = std::move(environment),
            .read_file = [files = std::move(files)](const std::string& path) -> std::optional<std::string> {
                const auto found = files.find(path);
                return found == files.end() ? std::nullopt : std::optional{found->second};
            }};
}

TEST(ProfileFile, MissingFilesHoldNothing) {
    const auto file = read_profile_files(with_files({}, {{"HOME", "/home"}}));
    ASSERT_TRUE(file.ok());
    EXPECT_TRUE(file->profiles.empty());
    EXPECT_TRUE(read_profile_files(with_files({}, {})).ok());
}

TEST(ProfileFile, ErrorNamesFileAndLine) {
    const auto file =
        read_profile_files(with_files({{"/c", "[default]\nregion = x\nnonsense\n"}}, {{"AWS_CONFIG_FILE", "/c"}}));
    ASSERT_FALSE(file.ok());
    EXPECT_EQ(file.error().kind, ErrorKind::credentials);
    EXPECT_EQ(file.error().resource, "/c");
    EXPECT_EQ(file.error().message, "line 3: a property needs an '='");
}

TEST(ProfileFile, ErrorDoesNotShowTheLine) {
    const auto file = parse_profile_files(std::nullopt, "[default]\naws_secret_access_key: CANARY");
    ASSERT_FALSE(file.ok());
    EXPECT_EQ(describe(file.error()).find("CANARY"), std::string::npos);
}

TEST(ProfileFile, SkipsAByteOrderMarkAndIndentedComments) {
    const auto file = parse_profile_files("\xEF\xBB\xBF[default]\nregion = eu-west-1\n  # a comment\n", std::nullopt);
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(file->profile("default")->at("region"), "eu-west-1");
}

TEST(ProfileFile, TildeIsHome) {
    const Surroundings surroundings{.environment = {{"HOME", "/h"}, {"AWS_CONFIG_FILE", "~/x"}}};
    EXPECT_EQ(profile_file_paths(surroundings).config, "/h/x");
}

TEST(ProfileFile, AnyOctetsEndInAFileOrAnError) {
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += static_cast<char>((i * 7919 + i / 3) & 0xFF);
    const auto noise = parse_profile_files(text, text);
    EXPECT_TRUE(noise.ok() || !noise.error().message.empty());
    for (const auto* odd : {"[", "]", "[]", "[profile ]", "[profile", "=", "[default]\n=", "[default]\n\n x",
                            "\n\n\r\n", "[default] trailing", "[services ]\nsts =\n endpoint_url"}) {
        const auto file = parse_profile_files(odd, odd);
        EXPECT_TRUE(file.ok() || file.error().kind == ErrorKind::credentials) << odd;
    }
}

TEST(ProfileFile, ReadsNestedProperties) {
    const auto file =
        parse_profile_files("[services dev]\niam =\n  endpoint_url = http://a\n  region = x\n", std::nullopt);
    ASSERT_TRUE(file.ok());
    EXPECT_EQ(nested_property(file->services.at("dev").at("iam"), "endpoint_url"), "http://a");
    EXPECT_EQ(nested_property(file->services.at("dev").at("iam"), "missing"), "");
}

}  // namespace
}  // namespace iamirror::aws
