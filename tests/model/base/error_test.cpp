// Errors as a person reads them, results as code reads them, secrets as nobody does.
#include "model/base/error.h"

#include <gtest/gtest.h>

#include <set>
#include <sstream>

#include "model/base/result.h"
#include "model/base/secret.h"

namespace iamirror {
namespace {

TEST(ErrorText, SaysWhereWhatAndWhatToDo) {
    const Error error{.kind = ErrorKind::denied,
                      .message = "access denied",
                      .hint = "allow iam:ListRoles",
                      .service_action = "iam:ListRoles",
                      .account_id = "123456789012",
                      .region = "us-east-1",
                      .aws_code = "AccessDenied",
                      .request_id = "r-1",
                      .attempts = {{.number = 1}, {.number = 2}}};
    EXPECT_EQ(
        describe(error),
        "iam:ListRoles: access denied (AccessDenied, account 123456789012, region us-east-1, request r-1, 2 attempts); "
        "hint: allow iam:ListRoles");
}

TEST(ErrorText, LeavesOutWhatIsNotKnown) {
    EXPECT_EQ(describe({.message = "gone"}), "gone");
    EXPECT_EQ(describe({.message = "gone", .resource = "/a/file"}), "gone (/a/file)");
}

TEST(ErrorText, EveryKindHasAWordOfItsOwn) {
    std::set<std::string_view> words;
    for (int kind = 0; kind <= static_cast<int>(ErrorKind::internal); ++kind)
        words.insert(name(static_cast<ErrorKind>(kind)));
    EXPECT_EQ(words.size(), static_cast<std::size_t>(ErrorKind::internal) + 1);
}

TEST(ResultValue, HoldsAValueOrAnError) {
    Result<int> good{1};
    Result<int> bad{Error{.message = "no"}};
    EXPECT_TRUE(good.ok());
    EXPECT_EQ(*good, 1);
    EXPECT_FALSE(bad);
    EXPECT_EQ(bad.error().message, "no");
    EXPECT_THROW((void)bad.value(), std::bad_variant_access);
    EXPECT_THROW((void)good.error(), std::bad_variant_access);
}

TEST(SecretText, CannotBePrinted) {
    std::ostringstream out;
    out << Secret{"canary"};
    EXPECT_EQ(out.str(), "***");
    EXPECT_EQ(Secret{"canary"}.reveal(), "canary");
    EXPECT_TRUE(Secret{}.empty());
}

}  // namespace
}  // namespace iamirror
