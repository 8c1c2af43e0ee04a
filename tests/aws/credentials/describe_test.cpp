// The chain in words, as doctor prints it: which source is used, and no secret.
#include <gtest/gtest.h>

#include "aws/credentials.h"
#include "model/base/text.h"

namespace iamirror::aws {
namespace {

// The words of the source that is used, behind its name.
std::string used(const std::string& config, std::map<std::string, std::string> environment = {},
                 const std::string& profile = "") {
    environment.insert({"HOME", "/h"});
    const Surroundings surroundings{
        .environment = environment, .read_file = [&](const std::string& path) -> std::optional<std::string> {
            return path == "/h/.aws/config" && !config.empty() ? std::optional{config} : std::nullopt;
        }};
    std::string out;
    for (const SourceDescription& source : describe_sources({.profile = profile}, surroundings)) {
        EXPECT_EQ(source.words.find("CANARY"), std::string::npos) << source.words;
        if (source.is_used) out += (out.empty() ? "" : " AND ") + source.name + ": " + source.words;
    }
    return out;
}

constexpr const char* profiles = R"(
[profile keys]
aws_access_key_id = AKIA1
aws_secret_access_key = SECRETCANARY
[profile web]
role_arn = arn:aws:iam::123456789012:role/web
web_identity_token_file = /token
[profile signed]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = Reader
[sso-session corp]
sso_start_url = https://corp.example/start
sso_region = eu-west-1
[profile older]
sso_start_url = https://corp.example/start
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = Reader
[profile program]
credential_process = /opt/tool --secret SECRETCANARY
[profile audit]
role_arn = arn:aws:iam::123456789012:role/audit
source_profile = keys
external_id = EXTERNALCANARY
[profile twice]
role_arn = arn:aws:iam::123456789012:role/twice
source_profile = audit
[profile instance]
role_arn = arn:aws:iam::123456789012:role/ec2
credential_source = Ec2InstanceMetadata
[profile container]
role_arn = arn:aws:iam::123456789012:role/task
credential_source = EcsContainer
[profile env]
role_arn = arn:aws:iam::123456789012:role/env
credential_source = Environment
[profile broken]
role_arn = arn:aws:iam::123456789012:role/x
)";

TEST(DescribeSources, NamesWhatAProfileStandsOn) {
    const std::pair<const char*, const char*> cases[] = {
        {"keys", "keys in the shared files"},
        {"web", "role arn:aws:iam::123456789012:role/web by the web identity token in /token"},
        {"signed", "single sign-on (session corp), role Reader of account 123456789012"},
        {"older", "single sign-on (https://corp.example/start), role Reader of account 123456789012"},
        {"program", "credential_process /opt/tool"},
        {"audit", "role arn:aws:iam::123456789012:role/audit with an external id, by keys in the shared files"},
        {"twice",
         "role arn:aws:iam::123456789012:role/twice, by role arn:aws:iam::123456789012:role/audit with an external id, "
         "by keys in the shared files"},
        {"instance", "role arn:aws:iam::123456789012:role/ec2, by the instance's metadata"},
        {"container", "role arn:aws:iam::123456789012:role/task, by the container's endpoint"},
        {"env", "role arn:aws:iam::123456789012:role/env, by the environment's keys"}};
    for (const auto& [profile, words] : cases)
        EXPECT_EQ(used(profiles, {}, profile), std::string("profile ") + profile + ": " + words);
    EXPECT_NE(used(profiles, {}, "broken").find("source_profile"), std::string::npos) << used(profiles, {}, "broken");
    EXPECT_NE(used(profiles, {}, "nobody").find("profile nobody: "), std::string::npos);
}

TEST(DescribeSources, TheFirstThatIsConfiguredIsUsed) {
    const std::map<std::string, std::string> keys{{"AWS_ACCESS_KEY_ID", "AKIA1"},
                                                  {"AWS_SECRET_ACCESS_KEY", "SECRETCANARY"}};
    auto session = keys;
    session["AWS_SESSION_TOKEN"] = "TOKENCANARY";
    EXPECT_EQ(used(profiles, keys), "environment: keys");
    EXPECT_EQ(used(profiles, session), "environment: keys of a session");
    EXPECT_EQ(used(profiles, {{"AWS_ACCESS_KEY_ID", "AKIA1"}}),
              "environment: the environment has only one half of a key");
    EXPECT_EQ(used(profiles, session, "keys"), "profile keys: keys in the shared files");
    EXPECT_EQ(used("", {{"AWS_WEB_IDENTITY_TOKEN_FILE", "/t"}, {"AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/w"}}),
              "web identity: role arn:aws:iam::123456789012:role/w by the web identity token in /t");
    EXPECT_EQ(used("", {{"AWS_WEB_IDENTITY_TOKEN_FILE", "/t"}}),
              "web identity: AWS_WEB_IDENTITY_TOKEN_FILE is set, AWS_ROLE_ARN is not");
    EXPECT_EQ(used("", {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/c"}}), "container: http://169.254.170.2");
    EXPECT_EQ(used(""), "instance metadata: asked at http://169.254.169.254");
    EXPECT_EQ(used("", {{"AWS_EC2_METADATA_DISABLED", "true"}}), "");
}

}  // namespace
}  // namespace iamirror::aws
