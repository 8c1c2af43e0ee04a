// A web identity token's file and what STS says of it.
// https://docs.aws.amazon.com/sdkref/latest/guide/access-assume-role-web.html
#include <gtest/gtest.h>

#include "aws/credentials.h"
#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

class WebIdentities : public ::testing::Test {
  protected:
    Result<Credentials> credentials() {
        const Surroundings surroundings{.environment = {{"HOME", "/h"},
                                                        {"AWS_EC2_METADATA_DISABLED", "true"},
                                                        {"AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/web"},
                                                        {"AWS_WEB_IDENTITY_TOKEN_FILE", "/token"}},
                                        .read_file = [this](const std::string& path) -> std::optional<std::string> {
                                            if (path == "/h/.aws/config") return config_;
                                            return path == "/token" ? token_ : std::nullopt;
                                        }};
        return default_chain({.profile = profile_}, {surroundings, &transport_, &clock_, &observer_})->get();
    }
    Error refusal() {
        const auto found = credentials();
        EXPECT_FALSE(found.ok());
        return found.ok() ? Error{} : found.error();
    }

    void answer_keys() {
        transport_.answer(
            200,
            "<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials>"
            "<AccessKeyId>ASIAW</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>t</SessionToken>"
            "<Expiration>2026-10-01T13:00:00Z</Expiration></Credentials></AssumeRoleWithWebIdentityResult>"
            "</AssumeRoleWithWebIdentityResponse>");
    }

    std::string profile_;
    std::optional<std::string> config_;
    std::optional<std::string> token_ = "TOKENCANARY\n";
    ScriptedTransport transport_;
    FakeClock clock_;
    RecordingObserver observer_;
};

TEST_F(WebIdentities, AreExchangedWithoutASignature) {
    answer_keys();
    const auto found = credentials();
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_EQ(found->access_key_id, "ASIAW");
    const HttpRequest& request = transport_.requests.at(0);
    EXPECT_NE(request.body.find("&RoleSessionName=iamirror&WebIdentityToken=TOKENCANARY"), std::string::npos);
    for (const Header& header : request.headers) EXPECT_NE(header.name, "Authorization");
}

TEST_F(WebIdentities, AProfileSaysForHowLong) {
    profile_ = "web";
    config_ =
        "[profile web]\nrole_arn = arn:aws:iam::123456789012:role/short\nweb_identity_token_file = /token\n"
        "role_session_name = nightly\nduration_seconds = 1800\n";
    answer_keys();
    const auto found = credentials();
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_NE(transport_.requests.at(0).body.find("RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fshort&"
                                                  "RoleSessionName=nightly&WebIdentityToken=TOKENCANARY&"
                                                  "DurationSeconds=1800"),
              std::string::npos);
}

TEST_F(WebIdentities, AFileWithoutATokenIsNamedAndNothingIsSent) {
    const std::pair<std::optional<std::string>, const char*> cases[] = {
        {std::nullopt, "is not there, or cannot be read"},
        {"", "is empty"},
        {" \n", "is empty"},
        {"a b", "holds no token"},
        {"a\x01", "holds no token"},
        {"a\xC3\xA4", "holds no token"},
        {std::string(20'001, 'x'), "holds no token"}};
    for (const auto& [text, words] : cases) {
        token_ = text;
        const Error error = refusal();
        EXPECT_EQ(error.message, std::string("environment: the web identity token's file ") + words);
        EXPECT_EQ(error.resource, "/token");
    }
    EXPECT_TRUE(transport_.requests.empty());
}

TEST_F(WebIdentities, ARefusalSaysWhoMustDoWhat) {
    const std::pair<const char*, const char*> cases[] = {
        {"ExpiredTokenException", "the token has expired: whoever writes /token must put a new one there"},
        {"InvalidIdentityToken", "the account needs an identity provider for the token's issuer and audience"},
        {"AccessDenied",
         "the role's trust policy must allow sts:AssumeRoleWithWebIdentity to the token's issuer, audience and "
         "subject"}};
    for (const auto& [code, hint] : cases) {
        transport_.answer(code == std::string("AccessDenied") ? 403 : 400, failure(code, "not TOKENCANARY"));
        const Error error = refusal();
        EXPECT_EQ(error.kind, ErrorKind::credentials) << code;
        EXPECT_EQ(error.hint, hint);
        EXPECT_EQ(describe(error).find("CANARY"), std::string::npos) << describe(error);
    }
}

}  // namespace
}  // namespace iamirror::aws
