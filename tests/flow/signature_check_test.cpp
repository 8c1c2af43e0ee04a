// The check of signatures against what the program signs, and against what someone changed on the way.
#include "tests/fakes/signature_check.h"

#include <gtest/gtest.h>

#include "aws/sigv4.h"
#include "tests/fakes/query_call.h"
#include "tests/flow/flow_test.h"

namespace iamirror::testing {
namespace {

using std::chrono::minutes;

const Time noon = std::chrono::sys_days{std::chrono::year{2026} / 10 / 1} + std::chrono::hours{12};

struct Asked {
    std::string service = "iam", method = "POST", path = "/", query, body = "Action=ListUsers&Version=2010-05-08",
                token;
};

Request sign(const Asked& asked) {
    aws::HttpRequest request{.method = asked.method,
                             .scheme = "https",
                             .host = "host.example",
                             .path = asked.path,
                             .query = asked.query,
                             .headers = {{"Content-Type", "a/b"}},
                             .body = asked.body};
    aws::sign(
        request,
        {.access_key_id = "AKIDEXAMPLE", .secret_access_key = Secret{"secret"}, .session_token = Secret{asked.token}},
        {noon, "us-east-1", asked.service}, {.path = aws::path_rule(asked.service)});
    Request sent{.method = asked.method,
                 .target = asked.path + (asked.query.empty() ? "" : "?" + asked.query),
                 .headers = {{"Host", "host.example"}},
                 .body = asked.body};
    for (const auto& [name, value] : request.headers) sent.headers.emplace_back(name, value);
    return sent;
}

SignatureCheck check_of(const std::string& token = "") {
    SignatureCheck check;
    check.know("AKIDEXAMPLE", "secret", token);
    return check;
}

std::string refused(const Request& request, const SignatureCheck& check = check_of(), Time now = noon) {
    const auto refusal = check.refuse(request, now);
    return refusal ? refusal->code : "";
}

void set(Request& request, const std::string& name, const std::string& value) {
    for (auto& [key, text] : request.headers)
        if (key == name) text = value;
}

TEST(SignatureCheck, TakesWhatTheProgramSigns) {
    EXPECT_EQ(refused(sign({})), "");
    EXPECT_EQ(refused(sign({.token = "token"}), check_of("token")), "");
    EXPECT_EQ(refused(sign({.service = "sts", .path = "/a//b/../c%20d/"})), "");
    for (const char* key : {"/bucket/a%20b", "/bucket/a%2Bb", "/bucket/a%252Fb", "/bucket//a/../b",
                            "/bucket/%F0%9F%94%91", "/bucket/a%3D%2A", "/bucket/."})
        EXPECT_EQ(
            refused(sign({.service = "s3", .method = "GET", .path = key, .query = "tagging=&a=b%2Fc", .body = ""})), "")
            << key;
}

TEST(SignatureCheck, RefusesWhatWasChangedOnTheWay) {
    Request body = sign({}), path = sign({}), query = sign({}), type = sign({}), more = sign({});
    body.body += "0";
    path.target = "/other";
    query.target += "?a=b";
    set(type, "Content-Type", "c/d");
    more.headers.emplace_back("x-amz-more", "1");
    EXPECT_EQ(refused(body), "XAmzContentSHA256Mismatch");
    for (const Request& request : {path, query, type, more}) EXPECT_EQ(refused(request), "SignatureDoesNotMatch");
}

TEST(SignatureCheck, RefusesAnotherKeyTokenDateOrScope) {
    EXPECT_EQ(refused({.method = "GET", .target = "/", .headers = {}, .body = ""}), "MissingAuthenticationToken");
    EXPECT_EQ(refused(sign({}), SignatureCheck{}), "InvalidClientTokenId");
    EXPECT_EQ(refused(sign({.token = "token"}), check_of("other")), "InvalidClientTokenId");
    EXPECT_EQ(refused(sign({}), check_of(), noon + minutes{16}), "SignatureDoesNotMatch");
    EXPECT_EQ(refused(sign({.service = "s3"}), check_of(), noon - minutes{16}), "RequestTimeTooSkewed");
    SignatureCheck elsewhere = check_of();
    elsewhere.expect_region("iam", "us-gov-west-1");
    EXPECT_EQ(refused(sign({}), elsewhere), "SignatureDoesNotMatch");
    Request other_day = sign({});
    set(other_day, "X-Amz-Date", "20261002T120000Z");
    EXPECT_EQ(refused(other_day, check_of(), noon + minutes{24 * 60}), "SignatureDoesNotMatch");
}

TEST(SignatureCheck, LearnsTheKeysThatPassBy) {
    SignatureCheck check;
    check.learn(
        "<Credentials><AccessKeyId>AKIDEXAMPLE</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>"
        "<SessionToken>token</SessionToken></Credentials>");
    EXPECT_EQ(refused(sign({.token = "token"}), check), "");
}

class SignedImport : public FlowTest {};

TEST_F(SignedImport, IsAcceptedCallByCall) {
    sample_account();
    SignatureCheck check;
    check.know(example_access_key_id, "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
    check.expect_region("iam", "us-east-1");
    proxy_->verify_signatures(check);
    import();
    EXPECT_GE(proxy_->calls().size(), 8U);
}

TEST_F(SignedImport, WithAnotherSecretReadsNothing) {
    sample_account();
    SignatureCheck check;
    check.know(example_access_key_id, "another secret");
    proxy_->verify_signatures(check);
    const auto result = import(1);
    EXPECT_EQ(result["error"]["aws_code"], "SignatureDoesNotMatch") << result;
    for (const Call& call : proxy_->calls()) EXPECT_FALSE(call.took_effect);
}

}  // namespace
}  // namespace iamirror::testing
