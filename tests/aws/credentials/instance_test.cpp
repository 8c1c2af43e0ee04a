// What an instance's metadata answers beyond the published cases.
// https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-security-credentials.html
#include <gtest/gtest.h>

#include "aws/credentials.h"
#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

class InstanceKeys : public ::testing::Test {
  protected:
    Result<Credentials> credentials() {
        transport_.answers.push_front(HttpResponse{.status = token_status_, .headers = {}, .body = "METADATATOKEN"});
        const Surroundings surroundings{.environment = {{"HOME", "/h"}},
                                        .read_file = [](const std::string&) { return std::optional<std::string>(); }};
        return default_chain({}, {surroundings, &transport_, &clock_, &observer_})->get();
    }
    Error refusal() {
        const auto found = credentials();
        EXPECT_FALSE(found.ok());
        return found.ok() ? Error{} : found.error();
    }
    void answer_keys(const std::string& expiration, const std::string& more = "") {
        transport_.answer(200, R"({"AccessKeyId":"ASIAI","SecretAccessKey":"s","Token":"t","Expiration":")" +
                                   expiration + "\"" + more + "}");
    }

    int token_status_ = 200;
    ScriptedTransport transport_;
    FakeClock clock_;  // noon
    RecordingObserver observer_;
};

TEST_F(InstanceKeys, AreTheOnesOfItsRole) {
    transport_.answer(200, "my-role\n");
    answer_keys("2026-10-01T18:00:00Z", R"(,"Code":"Success")");
    const auto found = credentials();
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_EQ(found->source, "instance metadata: role my-role");
    EXPECT_EQ(found->expires_at, clock_.time + std::chrono::hours{6});
    EXPECT_TRUE(observer_.all<Notice>().empty());
    EXPECT_TRUE(transport_.requests.back().path.ends_with("/my-role"));
}

// Where the service that renews them is down, EC2 goes on taking them for a while.
TEST_F(InstanceKeys, ThatHaveEndedServeOnAndThatIsTold) {
    transport_.answer(200, "my-role");
    answer_keys("2026-10-01T11:59:00Z");
    const auto found = credentials();
    ASSERT_TRUE(found.ok()) << found.error().message;
    EXPECT_EQ(found->expires_at, clock_.time + std::chrono::minutes{25});
    EXPECT_EQ(observer_.all<Notice>().size(), 1U);
}

TEST_F(InstanceKeys, AnInstanceWithoutARoleIsTold) {
    transport_.answer(404, "");
    EXPECT_NE(refusal().message.find("the instance has no role"), std::string::npos);
    transport_.answer(200, "\n");
    EXPECT_TRUE(refusal().hint.starts_with("give it an instance profile; or name a profile"));
    for (const char* name : {"../x", "<html>", "a b", "a?b"}) {
        transport_.answer(200, name);
        EXPECT_NE(refusal().message.find("no role's name"), std::string::npos) << name;
    }
}

TEST_F(InstanceKeys, AServiceThatIsSwitchedOffIsTold) {
    token_status_ = 403;
    EXPECT_TRUE(refusal().hint.starts_with("the metadata service is switched off for this instance: switch it on"));
}

TEST_F(InstanceKeys, ARoleThatEc2CannotAssumeIsTold) {
    transport_.answer(200, "my-role");
    transport_.answer(200, R"({"Code":"AssumeRoleUnauthorizedAccess","Message":"no"})");
    const Error error = refusal();
    EXPECT_NE(error.message.find("the role my-role cannot be used (AssumeRoleUnauthorizedAccess)"), std::string::npos);
    EXPECT_TRUE(error.hint.starts_with("the role's trust policy must allow ec2.amazonaws.com; or name")) << error.hint;
}

}  // namespace
}  // namespace iamirror::aws
