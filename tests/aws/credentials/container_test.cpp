// Which addresses a container's keys are asked for at, and what is sent there.
#include "aws/credentials/container.h"

#include <gtest/gtest.h>

#include <map>

#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

class ContainerKeys : public ::testing::Test {
  protected:
    std::optional<Result<Credentials>> credentials() {
        const Surroundings surroundings{.environment = environment_, .read_file = [this](const std::string& path) {
                                            return path == "/token" ? token_file_ : std::nullopt;
                                        }};
        return container_credentials({surroundings, &transport_, &clock_, nullptr});
    }
    Error refusal() {
        const auto found = credentials();
        EXPECT_TRUE(found && !found->ok());
        EXPECT_TRUE(transport_.requests.empty());
        return found && !found->ok() ? found->error() : Error{};
    }
    std::string sent_authorization() const {
        for (const Header& header : transport_.requests.back().headers)
            if (header.name == "Authorization") return header.value;
        return "";
    }
    void answer_keys() {
        transport_.answer(200, R"({"AccessKeyId":"ASIAC","SecretAccessKey":"s","Token":"t",)"
                               R"("Expiration":"2026-10-01T18:00:00Z"})");
    }

    std::map<std::string, std::string> environment_;
    std::optional<std::string> token_file_;
    ScriptedTransport transport_;
    FakeClock clock_;  // noon
};

// The token would be readable on the way, and whoever answers in plain text gives the keys that are used.
TEST_F(ContainerKeys, PlainHttpIsForThisMachineAndTheAgentsOnly) {
    environment_["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = "TOKENCANARY";
    for (const char* host :
         {"keys.example", "10.0.0.1", "169.254.169.254", "169.254.170.3", "127.0.0.1.example", "localhost.example"}) {
        environment_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = std::string("http://") + host + "/keys";
        const Error error = refusal();
        EXPECT_EQ(error.message, std::string("AWS_CONTAINER_CREDENTIALS_FULL_URI: http to ") + host +
                                     " is not called: it is not encrypted");
        EXPECT_EQ(error.hint, "use https, or this machine, 169.254.170.2 or 169.254.170.23");
    }
    for (const char* url : {"https://keys.example/keys", "http://127.0.0.1:8080/keys", "http://169.254.170.23/keys"}) {
        environment_["AWS_CONTAINER_CREDENTIALS_FULL_URI"] = url;
        answer_keys();
        const auto found = credentials();
        ASSERT_TRUE(found && found->ok()) << url;
        EXPECT_EQ(sent_authorization(), "TOKENCANARY") << url;
    }
}

// A line end in it would be another header.
TEST_F(ContainerKeys, ATokenThatIsNoHeaderIsNotSent) {
    environment_["AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"] = "/keys";
    for (const char* token : {"TOKENCANARY\r\nx-other: y", "TOKEN\tCANARY", "TOKENCANARY\x7F"}) {
        environment_["AWS_CONTAINER_AUTHORIZATION_TOKEN"] = token;
        EXPECT_EQ(refusal().message,
                  "the container's endpoint: the authorization token has a line end or no plain text in it");
    }
}

// The file comes first and is read anew: its token changes.
TEST_F(ContainerKeys, TheFilesTokenIsTheOneSent) {
    environment_ = {{"AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/keys"},
                    {"AWS_CONTAINER_AUTHORIZATION_TOKEN", "other"},
                    {"AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/token"}};
    EXPECT_EQ(refusal().message, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: /token is not there, or cannot be read");
    token_file_ = " \n";
    EXPECT_EQ(refusal().message, "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: /token is empty");
    for (const char* token : {"first", "second"}) {
        token_file_ = std::string(token) + "\n";
        answer_keys();
        const auto found = credentials();
        ASSERT_TRUE(found && found->ok());
        EXPECT_EQ(sent_authorization(), token);
        EXPECT_EQ(transport_.requests.back().host + transport_.requests.back().path, "169.254.170.2/keys");
    }
}

}  // namespace
}  // namespace iamirror::aws
