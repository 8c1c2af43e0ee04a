#include "model/arn.h"

#include <gtest/gtest.h>

namespace iamirror::model {
namespace {

TEST(Arn, ComesBackAsItWasInEveryPartition) {
    for (const std::string text :
         {"arn:aws:s3:::bucket/a:b/c", "arn:aws-cn:iam::123456789012:role/x", "arn:aws-us-gov:sqs:us-gov-west-1:1:q",
          "arn:aws-iso-b:iam::aws:policy/p", "arn:aws:lambda:eu-west-1:123456789012:function:f:1"}) {
        const auto arn = parse_arn(text);
        ASSERT_TRUE(arn.ok()) << text;
        EXPECT_EQ(format(*arn), text);
    }
}

TEST(Arn, ResourceIsAllBehindTheFifthColon) {
    EXPECT_EQ(parse_arn("arn:aws:sns:eu-west-1:123456789012:topic:sub")->resource, "topic:sub");
}

TEST(Arn, RefusesWhatIsNone) {
    for (const std::string text : {"", "arn", "arn:aws:iam::123456789012", "arn:aws:iam::123456789012:",
                                   "urn:a:b:c:d:e", "arn::iam::1:role/x", "arn:aws::::x", "arn:*:iam::1:role/x",
                                   "arn:aws:i m::1:x", "arn:aws:iam::1:role/a\nb", "arn:aws:iam::1:role/\x1b[2J"}) {
        const auto arn = parse_arn(text);
        ASSERT_FALSE(arn.ok()) << text;
        EXPECT_EQ(arn.error().kind, ErrorKind::invalid_input);
        EXPECT_EQ(arn.error().message.find('\x1b'), std::string::npos);
    }
}

struct Case {
    std::string text;
    IamObject object;
};

TEST(IamArn, HasTypePathAndName) {
    const Case cases[] = {
        {"arn:aws:iam::123456789012:role/app", {"aws", "123456789012", "role", "/", "app"}},
        {"arn:aws-cn:iam::123456789012:user/a/b/anna", {"aws-cn", "123456789012", "user", "/a/b/", "anna"}},
        {"arn:aws:iam::123456789012:role//odd/x", {"aws", "123456789012", "role", "//odd/", "x"}},
        {"arn:aws:iam::aws:policy/job-function/Billing", {"aws", "aws", "policy", "/job-function/", "Billing"}},
        {"arn:aws:iam::123456789012:root", {"aws", "123456789012", "root", "/", ""}},
        {"arn:aws:iam::123456789012:oidc-provider/host/path",
         {"aws", "123456789012", "oidc-provider", "/host/", "path"}},
    };
    for (const Case& c : cases) {
        const auto object = parse_iam_arn(c.text);
        ASSERT_TRUE(object.ok()) << c.text;
        EXPECT_EQ(*object, c.object) << c.text;
        EXPECT_EQ(format(*object), c.text);
    }
}

TEST(IamArn, RefusesOtherServicesAndMissingParts) {
    for (const std::string text :
         {"arn:aws:s3:::bucket", "arn:aws:sts::123456789012:assumed-role/a/b", "arn:aws:iam:::role/x",
          "arn:aws:iam::12345:role/x", "arn:aws:iam::123456789012:role", "arn:aws:iam::123456789012:role/",
          "arn:aws:iam::123456789012:/x", "arn:aws:iam::123456789012:role/a/", "arn:aws:iam::123456789012:root/x",
          "arn:aws:iam::123456789012:root//me", "arn:aws:iam:us-east-1:123456789012:role/x"}) {
        EXPECT_FALSE(parse_iam_arn(text).ok()) << text;
    }
}

TEST(AccountId, IsTwelveDigits) {
    EXPECT_TRUE(is_account_id("000000000001"));
    EXPECT_FALSE(is_account_id("12345678901"));
    EXPECT_FALSE(is_account_id("12345678901x"));
    EXPECT_FALSE(is_account_id(""));
}

}  // namespace
}  // namespace iamirror::model
