// One call: signed, sent, repeated, and explained where it fails.
#include "aws/client.h"

#include <gtest/gtest.h>

#include "model/base/text.h"
#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

std::string header_of(const HttpRequest& request, std::string_view name) {
    for (const auto& header : request.headers)
        if (to_lower_ascii(header.name) == name) return header.value;
    return "";
}

class ClientCall : public testing::Test {
  protected:
    Result<Answer> read() { return bench_.client().call(list_roles(), {{"MaxItems", "1000"}}); }
    Result<Answer> write() { return bench_.client().call(create_role(), {{"RoleName", "r"}}); }
    std::size_t sent() const { return bench_.transport.requests.size(); }

    // Everything that a person or a log could see of an error.
    std::string all_texts(const Error& error) const {
        std::string text = describe(error);
        for (const auto& attempt : error.attempts) text += attempt.code + attempt.message + attempt.request_id;
        for (const auto& retry : bench_.observer.all<CallRetried>()) text += retry.attempt.message;
        return text;
    }

    Bench bench_;
};

TEST_F(ClientCall, SendsASignedForm) {
    bench_.transport.answer(200, success("ListRoles", "<Roles/>"));
    ASSERT_TRUE(read().ok());
    const auto& request = bench_.transport.requests.at(0);
    EXPECT_EQ(request.method, "POST");
    EXPECT_EQ(request.scheme + "://" + request.host + request.path, "https://iam.amazonaws.com/");
    EXPECT_EQ(request.body, "Action=ListRoles&Version=2010-05-08&MaxItems=1000");
    EXPECT_EQ(header_of(request, "x-amz-date"), "20261001T120000Z");
    EXPECT_EQ(header_of(request, "x-amz-security-token"), "TOKENCANARY");
    EXPECT_EQ(header_of(request, "user-agent"), "iamirror/0.1.0");
    EXPECT_TRUE(
        header_of(request, "authorization")
            .starts_with(
                "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261001/us-east-1/iam/aws4_request, "
                "SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date;x-amz-security-token, Signature="));
    EXPECT_TRUE(request.is_repeatable);
}

TEST_F(ClientCall, GivesTheResultBelowTheWrapper) {
    bench_.transport.answer(200, success("ListRoles", "<Roles><member><RoleName>a</RoleName></member></Roles>"));
    const auto answer = read();
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->result.text("Roles/member/RoleName"), "a");
    EXPECT_EQ(answer->request_id, "req-1");
    EXPECT_EQ(answer->attempts, 1);
}

TEST_F(ClientCall, RepeatsAThrottledCallAndSignsItAnew) {
    bench_.transport.answer(400, failure("Throttling", "Rate exceeded"));
    bench_.transport.answer(200, success("ListRoles", "<Roles/>"));
    auto client = bench_.client();
    const auto answer = client.call(list_roles(), {});
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->attempts, 2);
    EXPECT_EQ(client.count().calls, 2);
    EXPECT_EQ(client.count().retries, 1);
    ASSERT_EQ(bench_.clock.slept.size(), 1u);
    EXPECT_EQ(bench_.observer.all<CallRetried>().at(0).attempt.code, "Throttling");
    EXPECT_EQ(bench_.observer.all<CallEnded>().size(), 2u);
    EXPECT_EQ(bench_.observer.all<CallEnded>().at(1).aws_code, "");
}

TEST_F(ClientCall, SignsEachAttemptWithItsOwnTime) {
    bench_.transport.answer(503, "", {{"Retry-After", "5"}});
    bench_.transport.answer(200, success("ListRoles", "<Roles/>"));
    ASSERT_TRUE(read().ok());
    EXPECT_EQ(header_of(bench_.transport.requests.at(1), "x-amz-date"), "20261001T120005Z");
    EXPECT_NE(header_of(bench_.transport.requests.at(0), "authorization"),
              header_of(bench_.transport.requests.at(1), "authorization"));
}

TEST_F(ClientCall, KeepsEveryAttemptOfACallThatFails) {
    bench_.policy.max_attempts = 3;
    bench_.transport.answer(500, "");
    bench_.transport.no_answer();
    bench_.transport.answer(503, failure("ServiceUnavailable", "Try later."));
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    const auto& error = answer.error();
    EXPECT_EQ(error.kind, ErrorKind::unavailable);
    EXPECT_EQ(error.service_action, "iam:ListRoles");
    EXPECT_EQ(error.region, "us-east-1");
    EXPECT_EQ(error.aws_code, "ServiceUnavailable");
    EXPECT_EQ(error.request_id, "req-2");
    ASSERT_EQ(error.attempts.size(), 3u);
    EXPECT_EQ(error.attempts[0], (Attempt{1, 500, "", "status 500 without an error document", ""}));
    EXPECT_EQ(error.attempts[1], (Attempt{2, 0, "", "connection reset", ""}));
    EXPECT_EQ(error.attempts[2], (Attempt{3, 503, "ServiceUnavailable", "Try later", "req-2"}));
    EXPECT_EQ(error.message, "no usable answer: Try later");
}

TEST_F(ClientCall, EndsAtTheDeadline) {
    bench_.policy.deadline = std::chrono::seconds{10};
    bench_.transport.on_send = [&] { bench_.clock.time += std::chrono::seconds{4}; };
    for (int i = 0; i < 10; ++i) bench_.transport.answer(500, "");
    ASSERT_FALSE(read().ok());
    EXPECT_LE(sent(), 3u);
    EXPECT_EQ(bench_.transport.requests.at(0).timeout, std::chrono::seconds{10});
    EXPECT_LE(bench_.transport.requests.at(1).timeout, std::chrono::seconds{6});
}

TEST_F(ClientCall, RepeatsAnAnswerThatIsNoAnswer) {
    for (const auto* body : {"", "<html><body>Gateway</body></html>", "<ListRolesResponse><ListRolesResult>", "{}",
                             "<ListUsersResponse><ListUsersResult/></ListUsersResponse>", "<ListRolesResponse/>"}) {
        SCOPED_TRACE(body);
        bench_.transport.answer(200, body);
        bench_.transport.answer(200, success("ListRoles", "<Roles/>"));
        const auto answer = read();
        ASSERT_TRUE(answer.ok());
        EXPECT_EQ(answer->attempts, 2);
    }
}

TEST_F(ClientCall, ErrorDocumentWithStatus200IsNoSuccess) {
    bench_.policy.max_attempts = 2;
    for (int i = 0; i < 2; ++i) bench_.transport.answer(200, failure("InternalFailure", "x"));
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::invalid_answer);
    EXPECT_EQ(answer.error().attempts.size(), 2u);
}

TEST_F(ClientCall, DeniedIsNotRepeatedAndNamesThePermission) {
    bench_.transport.answer(403, failure("AccessDenied", "User: u is not authorized to perform: iam:ListRoles."));
    auto client = bench_.client();
    client.set_account_id("123456789012");
    const auto answer = client.call(list_roles(), {});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::denied);
    EXPECT_EQ(answer.error().aws_code, "AccessDenied");
    EXPECT_EQ(answer.error().account_id, "123456789012");
    EXPECT_EQ(answer.error().hint, "allow iam:ListRoles to the identity of environment");
    EXPECT_EQ(answer.error().message, "access denied: User: u is not authorized to perform: iam:ListRoles");
    EXPECT_EQ(sent(), 1u);
}

TEST_F(ClientCall, ExpiredTokenIsAnErrorOfCredentials) {
    bench_.transport.answer(403, failure("ExpiredToken", "The security token included in the request is expired"));
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::credentials);
    EXPECT_EQ(answer.error().hint, "the session has ended: renew the credentials (environment)");
}

TEST_F(ClientCall, ErrorPagesOfProxiesCountByTheirStatus) {
    bench_.transport.answer(403, "<!DOCTYPE html><html><br></html>");
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::denied);
    EXPECT_EQ(sent(), 1u);
    EXPECT_EQ(answer.error().message, "access denied: status 403 without an error document");
}

// "It is not there" makes a mirror drop it and an apply make it anew: AWS itself must have said so.
TEST_F(ClientCall, TakesNoPageOfAProxyForAbsence) {
    for (const auto* page : {"<!DOCTYPE html><html><br></html>", "", "<ErrorResponse><Error><Code>NoSuchEnti"})
        bench_.transport.answer(404, page);
    bench_.transport.answer(404, failure("NoSuchEntity", "no such role"));
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::not_found);
    EXPECT_EQ(answer.error().aws_code, "NoSuchEntity");
    EXPECT_EQ(sent(), 4u);
    for (int i = 0; i < 10; ++i) bench_.transport.answer(404, "");
    EXPECT_EQ(read().error().kind, ErrorKind::invalid_answer);
}

TEST_F(ClientCall, RedirectIsNotFollowed) {
    bench_.transport.answer(302, "", {{"Location", "https://elsewhere.example/"}});
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::invalid_answer);
    EXPECT_EQ(sent(), 1u);
}

TEST_F(ClientCall, WriteOfUnknownEffectIsNotSentAgain) {
    const std::vector<std::function<void()>> faults{
        [&] { bench_.transport.no_answer(); }, [&] { bench_.transport.answer(500, ""); },
        [&] { bench_.transport.answer(503, failure("ServiceUnavailable", "")); },
        [&] { bench_.transport.answer(200, "<html/>"); }, [&] { bench_.transport.answer(200, ""); }};
    for (const auto& fault : faults) {
        bench_.transport.requests.clear();
        fault();
        const auto answer = write();
        ASSERT_FALSE(answer.ok());
        EXPECT_TRUE(answer.error().effect_unknown);
        EXPECT_NE(answer.error().hint.find("read back"), std::string::npos);
        EXPECT_TRUE(answer.error().kind == ErrorKind::unavailable || answer.error().kind == ErrorKind::invalid_answer);
        EXPECT_EQ(sent(), 1u);
        EXPECT_FALSE(bench_.transport.requests.at(0).is_repeatable);
    }
}

TEST_F(ClientCall, WriteThatCannotHaveHappenedIsSentAgain) {
    bench_.transport.answer(400, failure("Throttling", "Rate exceeded"));
    bench_.transport.answer(503, failure("SlowDown", "Slow down"));
    bench_.transport.no_answer(false);
    bench_.transport.answer(409, failure("ConcurrentModification", "again"));
    bench_.transport.answer(200, "<CreateRoleResponse/>");
    const auto answer = write();
    ASSERT_TRUE(answer.ok());
    EXPECT_EQ(answer->attempts, 5);
}

TEST_F(ClientCall, RefusedWriteHasAKnownEffect) {
    bench_.transport.answer(409, failure("EntityAlreadyExists", "Role r exists"));
    const auto answer = write();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::conflict);
    EXPECT_FALSE(answer.error().effect_unknown);
}

TEST_F(ClientCall, QuotaIsNotRepeated) {
    bench_.transport.answer(409, failure("LimitExceeded", "Cannot exceed quota for RolesPerAccount: 1000"));
    const auto answer = write();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::limit);
    EXPECT_EQ(sent(), 1u);
}

TEST_F(ClientCall, NoErrorShowsASecret) {
    const std::string echo =
        "The request signature we calculated does not match. TOKENCANARY SECRETCANARY\n\nThe Canonical String for this "
        "request should have been\n&apos;POST\n/\n\nx-amz-security-token:TOKENCANARY&apos;";
    bench_.transport.answer(403, failure("SignatureDoesNotMatch", echo));
    bench_.transport.answer(400,
                            failure("IncompleteSignature", "no date. Authorization=AWS4-HMAC-SHA256 Signature=abc"));
    bench_.transport.answer(403, failure("InvalidToken", "The token TOKENCANARY is malformed"));
    for (int i = 0; i < 3; ++i) {
        const auto answer = read();
        ASSERT_FALSE(answer.ok());
        EXPECT_EQ(answer.error().kind, ErrorKind::credentials);
        const auto text = all_texts(answer.error());
        EXPECT_EQ(text.find("CANARY"), std::string::npos) << text;
        EXPECT_EQ(text.find("Canonical"), std::string::npos) << text;
        EXPECT_EQ(text.find("Signature=abc"), std::string::npos) << text;
    }
}

TEST_F(ClientCall, MessagesCannotPaintTheTerminal) {
    bench_.transport.answer(400, failure("Validation\x1B[2J", "bad\x1B]0;title\x07"));
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(describe(answer.error()).find('\x1B'), std::string::npos);
}

TEST_F(ClientCall, WithoutCredentialsNothingIsSent) {
    bench_.credentials.credentials = Error{.kind = ErrorKind::credentials, .message = "none"};
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().service_action, "iam:ListRoles");
    EXPECT_EQ(sent(), 0u);
}

TEST_F(ClientCall, StopsWhileItWaits) {
    bench_.transport.answer(503, "", {{"Retry-After", "20"}});
    int asked = 0;
    Client client{{.transport = &bench_.transport,
                   .clock = &bench_.clock,
                   .credentials = &bench_.credentials,
                   .region = "us-east-1",
                   .is_cancelled = [&] { return ++asked > 3; }}};
    const auto answer = client.call(list_roles(), {});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
    EXPECT_LE(bench_.clock.slept.size(), 3u);
}

TEST_F(ClientCall, StopOfTheTransportIsNotRepeated) {
    bench_.transport.answers.push_back(Error{.kind = ErrorKind::interrupted, .message = "stopped"});
    const auto answer = read();
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::interrupted);
    EXPECT_EQ(sent(), 1u);
}

TEST_F(ClientCall, EndpointThatIsNoUrlIsUsage) {
    Client client{{.transport = &bench_.transport,
                   .clock = &bench_.clock,
                   .credentials = &bench_.credentials,
                   .endpoints = {.url = "https://user:CANARY@host"},
                   .region = "us-east-1"}};
    const auto answer = client.call(list_roles(), {});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::usage);
    EXPECT_EQ(describe(answer.error()).find("CANARY"), std::string::npos);
}

}  // namespace
}  // namespace iamirror::aws
