// Which failures are worth another try, what they mean, and how long the pause is.
#include "aws/retry.h"

#include <gtest/gtest.h>

#include <vector>

namespace iamirror::aws {
namespace {

using std::chrono::milliseconds;

struct Row {
    const char* service;
    const char* code;
    int status;
    Failure failure;
    ErrorKind kind;
};

const std::vector<Row> rows{
    {"iam", "", 0, Failure::transient, ErrorKind::unavailable},
    {"iam", "", 500, Failure::transient, ErrorKind::unavailable},
    {"iam", "", 502, Failure::transient, ErrorKind::unavailable},
    {"iam", "", 503, Failure::transient, ErrorKind::unavailable},
    {"iam", "", 504, Failure::transient, ErrorKind::unavailable},
    {"iam", "", 501, Failure::final, ErrorKind::unavailable},
    {"iam", "", 429, Failure::throttling, ErrorKind::throttled},
    {"iam", "", 400, Failure::final, ErrorKind::invalid_input},
    {"iam", "", 401, Failure::final, ErrorKind::credentials},
    {"iam", "", 403, Failure::final, ErrorKind::denied},
    {"iam", "", 404, Failure::final, ErrorKind::not_found},
    {"iam", "", 409, Failure::final, ErrorKind::conflict},
    {"iam", "", 302, Failure::final, ErrorKind::invalid_answer},
    {"iam", "Throttling", 400, Failure::throttling, ErrorKind::throttled},
    {"iam", "RequestLimitExceeded", 503, Failure::throttling, ErrorKind::throttled},
    {"s3", "SlowDown", 503, Failure::throttling, ErrorKind::throttled},
    {"sso", "TooManyRequestsException", 400, Failure::throttling, ErrorKind::throttled},
    {"iam", "RequestTimeout", 400, Failure::transient, ErrorKind::unavailable},
    {"iam", "InternalFailure", 500, Failure::transient, ErrorKind::unavailable},
    {"iam", "SomethingNew", 500, Failure::transient, ErrorKind::unavailable},
    {"iam", "SomethingNew", 400, Failure::final, ErrorKind::invalid_input},
    {"iam", "LimitExceeded", 409, Failure::final, ErrorKind::limit},
    {"iam", "ConcurrentModification", 409, Failure::transient, ErrorKind::conflict},
    {"sts", "ConcurrentModification", 409, Failure::final, ErrorKind::conflict},
    {"sso", "ConflictException", 400, Failure::transient, ErrorKind::conflict},
    {"s3", "OperationAborted", 409, Failure::transient, ErrorKind::conflict},
    {"sts", "IDPCommunicationError", 400, Failure::transient, ErrorKind::invalid_input},
    {"iam", "AccessDenied", 403, Failure::final, ErrorKind::denied},
    {"iam", "AccessDeniedException", 400, Failure::final, ErrorKind::denied},
    {"iam", "ExpiredToken", 403, Failure::final, ErrorKind::credentials},
    {"iam", "InvalidClientTokenId", 403, Failure::final, ErrorKind::credentials},
    {"iam", "SignatureDoesNotMatch", 403, Failure::final, ErrorKind::credentials},
    {"iam", "NoSuchEntity", 404, Failure::final, ErrorKind::not_found},
    {"iam", "EntityAlreadyExists", 409, Failure::final, ErrorKind::conflict},
    {"iam", "DeleteConflict", 409, Failure::final, ErrorKind::conflict},
    {"iam", "MalformedPolicyDocument", 400, Failure::final, ErrorKind::invalid_input},
    {"iam", "ValidationError", 400, Failure::final, ErrorKind::invalid_input},
};

TEST(RetryTable, ClassifiesAndNamesEachCode) {
    for (const auto& row : rows) {
        SCOPED_TRACE(std::string{row.service} + " " + row.code + " " + std::to_string(row.status));
        EXPECT_EQ(classify(row.service, row.code, row.status), row.failure);
        EXPECT_EQ(kind_of(row.code, row.status), row.kind);
    }
}

TEST(RetryPause, GrowsFromItsBaseToTheCap) {
    const RetryPolicy policy;
    const double nearly_one = 0.9999999;
    std::vector<long> transient, throttled;
    for (const int next : {2, 3, 4, 10, 20, 2000}) {
        transient.push_back(pause_before(next, Failure::transient, policy, nearly_one, milliseconds{0}).count());
        throttled.push_back(pause_before(next, Failure::throttling, policy, nearly_one, milliseconds{0}).count());
    }
    EXPECT_EQ(transient, (std::vector<long>{49, 99, 199, 12'799, 19'999, 19'999}));
    EXPECT_EQ(throttled, (std::vector<long>{999, 1'999, 3'999, 19'999, 19'999, 19'999}));
}

TEST(RetryPause, IsFullJitter) {
    EXPECT_EQ(pause_before(5, Failure::throttling, {}, 0.0, milliseconds{0}), milliseconds{0});
    EXPECT_EQ(pause_before(5, Failure::throttling, {}, 0.5, milliseconds{0}), milliseconds{4000});
}

TEST(RetryPause, ServersWishIsTheLeastUpToTheCap) {
    EXPECT_EQ(pause_before(2, Failure::transient, {}, 0.0, milliseconds{7000}), milliseconds{7000});
    EXPECT_EQ(pause_before(2, Failure::throttling, {}, 0.5, milliseconds{100}), milliseconds{500});
    EXPECT_EQ(pause_before(2, Failure::transient, {}, 0.0, std::chrono::hours{1}), milliseconds{20'000});
}

TEST(RetryQuota, IsSpentByRepeatsAndFilledBySuccesses) {
    RetryQuota quota;
    EXPECT_EQ(quota.pay(true), 5);
    EXPECT_EQ(quota.pay(false), 10);
    EXPECT_EQ(quota.left(), 485);
    quota.succeed(10);
    EXPECT_EQ(quota.left(), 495);
    quota.succeed(0);
    EXPECT_EQ(quota.left(), 496);
    for (int i = 0; i < 10; ++i) quota.succeed(0);
    EXPECT_EQ(quota.left(), 500);
}

TEST(RetryQuota, RefusesWhatItCannotPay) {
    RetryQuota quota;
    for (int i = 0; i < 99; ++i) EXPECT_EQ(quota.pay(true), 5);
    EXPECT_EQ(quota.pay(false), 0);
    EXPECT_EQ(quota.pay(true), 5);
    EXPECT_EQ(quota.pay(true), 0);
    EXPECT_EQ(quota.left(), 0);
}

}  // namespace
}  // namespace iamirror::aws
