// The token of a single sign-on: kept, renewed, ended. The published cases have no renewal that succeeds.
// https://docs.aws.amazon.com/singlesignon/latest/OIDCAPIReference/API_CreateToken.html
#include "aws/credentials/sso.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

using nlohmann::json;

class SsoTokens : public ::testing::Test {
  protected:
    Result<SsoToken> token() { return sso_token(session_, parts(), {}); }
    CredentialsParts parts() {
        const Surroundings surroundings{
            .environment = {{"HOME", "/h"}},
            .read_file = [this](const std::string& path) -> std::optional<std::string> {
                return path == path_ && !kept_.is_null() ? std::optional{kept_.dump()} : std::nullopt;
            },
            .replace_file = [this](const std::string& path, const std::string& text) -> Status {
                EXPECT_EQ(path, path_);
                if (is_disk_full_) return Error{.kind = ErrorKind::internal, .message = "no space left"};
                written_ = json::parse(text);
                return Done{};
            }};
        return {surroundings, &transport_, &clock_, &observer_};
    }
    std::string refusal() {
        const auto found = token();
        EXPECT_FALSE(found.ok());
        if (found.ok()) return "";
        EXPECT_EQ(found.error().kind, ErrorKind::credentials);
        EXPECT_EQ(found.error().hint, "run: aws sso login --profile audit");
        return found.error().message;
    }
    void answer_with_a_token(const json& more = json::object()) {
        json answer{{"accessToken", "new"}, {"expiresIn", 28'800}, {"tokenType", "Bearer"}};
        answer.update(more);
        transport_.answer(200, answer.dump());
    }

    SsoSession session_{
        .profile = "audit", .name = "corp", .start_url = "https://corp.example/start", .region = "eu-west-1"};
    const std::string path_ = sso_cache_path(session_, {.environment = {{"HOME", "/h"}}, .read_file = {}});
    // It is noon: the token ends in two minutes.
    json kept_{{"accessToken", "old"},
               {"expiresAt", "2026-10-01T12:02:00Z"},
               {"refreshToken", "REFRESHCANARY"},
               {"clientId", "client"},
               {"clientSecret", "CLIENTCANARY"},
               {"registrationExpiresAt", "2026-12-01T00:00:00Z"},
               {"startUrl", "https://corp.example/start"}};
    json written_;
    bool is_disk_full_ = false;
    ScriptedTransport transport_;
    FakeClock clock_;
    RecordingObserver observer_;
};

// SHA-1 of "corp", as the CLI names the file.
TEST_F(SsoTokens, TheFileIsTheOneOfAwsTools) {
    EXPECT_EQ(path_, "/h/.aws/sso/cache/ee0bfd2552fbd840c02cc48b6e823320543c450f.json");
}

TEST_F(SsoTokens, OneThatLastsIsTakenAsItIs) {
    kept_["expiresAt"] = "2026-10-01T12:06:00Z";
    EXPECT_EQ(token()->text.reveal(), "old");
    kept_["expiresAt"] = "2026-10-01T12:06:00UTC";
    EXPECT_EQ(token()->text.reveal(), "old");
    EXPECT_TRUE(transport_.requests.empty());
}

TEST_F(SsoTokens, OneThatEndsSoonIsRenewedAndKept) {
    answer_with_a_token({{"refreshToken", "next"}});
    const auto found = token();
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_EQ(found->text.reveal(), "new");
    EXPECT_EQ(found->expires_at, clock_.time + std::chrono::hours{8});
    const HttpRequest& request = transport_.requests.at(0);
    EXPECT_EQ(request.method + " " + request.host + request.path, "POST oidc.eu-west-1.amazonaws.com/token");
    EXPECT_FALSE(request.is_repeatable);
    EXPECT_EQ(json::parse(request.body), (json{{"clientId", "client"},
                                               {"clientSecret", "CLIENTCANARY"},
                                               {"grantType", "refresh_token"},
                                               {"refreshToken", "REFRESHCANARY"}}));
    json wanted = kept_;
    wanted.update({{"accessToken", "new"}, {"expiresAt", "2026-10-01T20:00:00Z"}, {"refreshToken", "next"}});
    EXPECT_EQ(written_, wanted);
}

TEST_F(SsoTokens, TheOldRefreshTokenStaysWhereNoneCameBack) {
    answer_with_a_token();
    ASSERT_TRUE(token().ok());
    EXPECT_EQ(written_["refreshToken"], "REFRESHCANARY");
}

TEST_F(SsoTokens, AFileThatCannotBeWrittenIsTold) {
    is_disk_full_ = true;
    answer_with_a_token();
    EXPECT_EQ(token()->text.reveal(), "new");
    ASSERT_EQ(observer_.all<Notice>().size(), 1U);
    EXPECT_EQ(observer_.all<Notice>().front().message, "the renewed sign-in is not kept: no space left");
}

// Once: sent twice, the second would find the refresh token used.
TEST_F(SsoTokens, WhereRenewalFailsTheOldOneServesToItsEnd) {
    transport_.answer(500, "");
    EXPECT_EQ(token()->text.reveal(), "old");
    EXPECT_EQ(transport_.requests.size(), 1U);
    EXPECT_TRUE(written_.is_null());
    clock_.time += std::chrono::minutes{3};
    transport_.answer(400, R"({"error":"invalid_grant"})");
    EXPECT_EQ(
        refusal(),
        "profile audit: single sign-on: the sign-in ended at 2026-10-01T12:02:00Z, and is not renewed: the sign-in "
        "service (sso-oidc:CreateToken) answered 400");
    EXPECT_TRUE(written_.is_null());
}

TEST_F(SsoTokens, AnAnswerWithoutATokenIsNone) {
    clock_.time += std::chrono::minutes{3};
    for (const char* answer :
         {"", "[]", "{}", R"({"accessToken":"new"})", R"({"accessToken":"new","expiresIn":0})",
          R"({"accessToken":"new","expiresIn":10000000})", R"({"accessToken":"new","expiresIn":"1"})",
          R"({"accessToken":"a b","expiresIn":60})", R"({"accessToken":"a\r\nx: y","expiresIn":60})"}) {
        transport_.answer(200, answer);
        EXPECT_NE(refusal().find("is not renewed"), std::string::npos) << answer;
        EXPECT_TRUE(written_.is_null()) << answer;
    }
}

// Nothing is sent: without each of these, or of a profile without an sso-session section.
TEST_F(SsoTokens, WhatCannotBeRenewedIsNotAskedFor) {
    const json whole = kept_;
    for (const char* member : {"refreshToken", "clientId", "clientSecret", "registrationExpiresAt"}) {
        kept_ = whole;
        kept_.erase(member);
        EXPECT_EQ(token()->text.reveal(), "old") << member;
    }
    kept_ = whole;
    kept_["registrationExpiresAt"] = "2026-09-30T00:00:00Z";
    EXPECT_EQ(token()->text.reveal(), "old");
    clock_.time += std::chrono::minutes{3};
    EXPECT_EQ(refusal(), "profile audit: single sign-on: the sign-in ended at 2026-10-01T12:02:00Z");
    EXPECT_TRUE(transport_.requests.empty());
}

// What a refusal of the role's keys asks for depends on who refuses: the sign-in, or the assignment.
TEST_F(SsoTokens, ARefusalOfARoleSaysWhoMustDoWhat) {
    kept_["expiresAt"] = "2026-10-01T20:00:00Z";
    const std::pair<int, const char*> cases[] = {
        {401, "the sign-in is not accepted any more; run: aws sso login --profile audit"},
        {403, "whoever has signed in needs an assignment to that account with that permission set"},
        {404, "whoever has signed in needs an assignment to that account with that permission set"}};
    for (const auto& [status, hint] : cases) {
        transport_.answer(status, R"({"message":"old"})");
        const auto found = sso_credentials({session_, "123456789012", "Audit"}, parts(), {});
        ASSERT_FALSE(found.ok());
        EXPECT_EQ(found.error().kind, ErrorKind::credentials) << status;
        EXPECT_EQ(found.error().service_action, "sso:GetRoleCredentials");
        EXPECT_EQ(found.error().hint, hint);
        EXPECT_EQ(describe(found.error()).find("CANARY"), std::string::npos) << describe(found.error());
    }
}

TEST_F(SsoTokens, AFileThatIsNotWhatItShouldBeIsNamed) {
    for (const auto& [kept, words] :
         {std::pair{json(), "nobody has signed in: there is no " + path_},
          std::pair{json(1), path_ + " is no JSON object"},
          std::pair{json{{"accessToken", "x"}}, path_ + " has no accessToken with expiresAt"},
          std::pair{json{{"accessToken", "a\nb"}, {"expiresAt", "2026-10-01T13:00:00Z"}},
                    path_ + " has no accessToken with expiresAt"}}) {
        kept_ = kept;
        EXPECT_EQ(refusal(), "profile audit: single sign-on: " + words);
    }
}

}  // namespace
}  // namespace iamirror::aws
