// The shared files: files that are none. The published cases stand in published_test.cpp.
#include "aws/credentials/profile_file.h"

#include <gtest/gtest.h>

namespace iamirror::aws {
namespace {

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
