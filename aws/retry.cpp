#include "aws/retry.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace iamirror::aws {

namespace {

struct RetryRule {
    std::string_view service;  // "" for every one
    std::string_view code;
    Failure failure;
};

// What the SDKs retry, and what they should: IAM and sso-admin answer a conflict of two writers with a 409 that no
// model marks as worth another try. IAM's LimitExceeded is a quota, not a rate.
constexpr std::array<RetryRule, 24> retry_rules{{
    {"", "RequestTimeout", Failure::transient},
    {"", "RequestTimeoutException", Failure::transient},
    {"", "InternalFailure", Failure::transient},
    {"", "InternalError", Failure::transient},
    {"", "ServiceUnavailable", Failure::transient},
    {"", "ServiceFailure", Failure::transient},
    {"iam", "ConcurrentModification", Failure::transient},
    {"sso", "ConflictException", Failure::transient},
    {"s3", "OperationAborted", Failure::transient},
    {"sts", "IDPCommunicationError", Failure::transient},
    {"", "Throttling", Failure::throttling},
    {"", "ThrottlingException", Failure::throttling},
    {"", "ThrottledException", Failure::throttling},
    {"", "RequestThrottledException", Failure::throttling},
    {"", "RequestThrottled", Failure::throttling},
    {"", "TooManyRequestsException", Failure::throttling},
    {"", "ProvisionedThroughputExceededException", Failure::throttling},
    {"", "TransactionInProgressException", Failure::throttling},
    {"", "RequestLimitExceeded", Failure::throttling},
    {"", "BandwidthLimitExceeded", Failure::throttling},
    {"", "LimitExceededException", Failure::throttling},
    {"", "SlowDown", Failure::throttling},
    {"", "PriorRequestNotComplete", Failure::throttling},
    {"", "EC2ThrottledException", Failure::throttling},
}};

struct KindRule {
    std::string_view code;
    ErrorKind kind;
};

constexpr std::array<KindRule, 61> kind_rules{{
    {"AccessDenied", ErrorKind::denied},
    {"AccessDeniedException", ErrorKind::denied},
    {"UnauthorizedOperation", ErrorKind::denied},
    {"UnauthorizedException", ErrorKind::denied},
    {"AuthorizationError", ErrorKind::denied},
    {"NotAuthorized", ErrorKind::denied},
    {"OptInRequired", ErrorKind::denied},
    {"RegionDisabledException", ErrorKind::denied},
    {"ExpiredToken", ErrorKind::credentials},
    {"ExpiredTokenException", ErrorKind::credentials},
    {"RequestExpired", ErrorKind::credentials},
    {"RequestTimeTooSkewed", ErrorKind::credentials},
    {"InvalidClientTokenId", ErrorKind::credentials},
    {"InvalidAccessKeyId", ErrorKind::credentials},
    {"InvalidToken", ErrorKind::credentials},
    {"UnrecognizedClientException", ErrorKind::credentials},
    {"UnrecognizedClient", ErrorKind::credentials},
    {"AuthFailure", ErrorKind::credentials},
    {"SignatureDoesNotMatch", ErrorKind::credentials},
    {"InvalidSignatureException", ErrorKind::credentials},
    {"IncompleteSignature", ErrorKind::credentials},
    {"IncompleteSignatureException", ErrorKind::credentials},
    {"MissingAuthenticationToken", ErrorKind::credentials},
    {"MissingAuthenticationTokenException", ErrorKind::credentials},
    {"InvalidIdentityToken", ErrorKind::credentials},
    {"TokenRefreshRequired", ErrorKind::credentials},
    {"NoSuchEntity", ErrorKind::not_found},
    {"NoSuchEntityException", ErrorKind::not_found},
    {"NoSuchBucket", ErrorKind::not_found},
    {"NoSuchAccessPoint", ErrorKind::not_found},
    {"NoSuchBucketPolicy", ErrorKind::not_found},
    {"NoSuchTagSet", ErrorKind::not_found},
    {"NoSuchTagSetError", ErrorKind::not_found},
    {"NoSuchPublicAccessBlockConfiguration", ErrorKind::not_found},
    {"ServerSideEncryptionConfigurationNotFoundError", ErrorKind::not_found},
    {"OwnershipControlsNotFoundError", ErrorKind::not_found},
    {"NoSuchAccessPointPolicy", ErrorKind::not_found},
    {"AllAccessDisabled", ErrorKind::denied},
    {"AuthorizationHeaderMalformed", ErrorKind::invalid_input},
    {"PermanentRedirect", ErrorKind::invalid_input},
    {"ResourceNotFoundException", ErrorKind::not_found},
    {"NotFoundException", ErrorKind::not_found},
    {"EntityAlreadyExists", ErrorKind::conflict},
    {"EntityAlreadyExistsException", ErrorKind::conflict},
    {"EntityTemporarilyUnmodifiable", ErrorKind::conflict},
    {"DeleteConflict", ErrorKind::conflict},
    {"ConcurrentModification", ErrorKind::conflict},
    {"ConflictException", ErrorKind::conflict},
    {"OperationAborted", ErrorKind::conflict},
    {"BucketAlreadyExists", ErrorKind::conflict},
    {"BucketAlreadyOwnedByYou", ErrorKind::conflict},
    {"LimitExceeded", ErrorKind::limit},
    {"ServiceQuotaExceededException", ErrorKind::limit},
    {"PackedPolicyTooLarge", ErrorKind::limit},
    {"MalformedPolicyDocument", ErrorKind::invalid_input},
    {"MalformedPolicy", ErrorKind::invalid_input},
    {"InvalidInput", ErrorKind::invalid_input},
    {"InvalidParameterValue", ErrorKind::invalid_input},
    {"ValidationError", ErrorKind::invalid_input},
    {"ValidationException", ErrorKind::invalid_input},
    {"UnmodifiableEntity", ErrorKind::invalid_input},
}};

std::optional<Failure> by_code(std::string_view service, std::string_view code) {
    for (const auto& rule : retry_rules)
        if (rule.code == code && (rule.service.empty() || rule.service == service)) return rule.failure;
    return std::nullopt;
}

bool is_transient_status(int status) {
    return status == 0 || status == 500 || status == 502 || status == 503 || status == 504;
}

ErrorKind kind_of_status(int status) {
    if (status == 0 || status >= 500) return ErrorKind::unavailable;
    if (status == 401) return ErrorKind::credentials;
    if (status == 403) return ErrorKind::denied;
    if (status == 404) return ErrorKind::not_found;
    if (status == 409) return ErrorKind::conflict;
    if (status == 429) return ErrorKind::throttled;
    return status >= 400 ? ErrorKind::invalid_input : ErrorKind::invalid_answer;
}

}  // namespace

Failure classify(std::string_view service, std::string_view aws_code, int http_status) {
    if (const auto failure = by_code(service, aws_code)) return *failure;
    if (http_status == 429) return Failure::throttling;
    return is_transient_status(http_status) ? Failure::transient : Failure::final;
}

ErrorKind kind_of(std::string_view aws_code, int http_status) {
    for (const auto& rule : kind_rules)
        if (rule.code == aws_code) return rule.kind;
    const auto failure = by_code("", aws_code);
    if (failure == Failure::throttling) return ErrorKind::throttled;
    return failure == Failure::transient ? ErrorKind::unavailable : kind_of_status(http_status);
}

std::chrono::milliseconds pause_before(int next, Failure failure, const RetryPolicy& policy, double random,
                                       std::chrono::milliseconds retry_after) {
    const auto base = failure == Failure::throttling ? policy.throttling_base : policy.base;
    const auto cap = static_cast<double>(policy.cap.count());
    const auto highest = std::min(cap, static_cast<double>(base.count()) * std::pow(2.0, std::max(0, next - 2)));
    const std::chrono::milliseconds drawn{static_cast<std::chrono::milliseconds::rep>(random * highest)};
    return std::max(drawn, std::min(retry_after, policy.cap));
}

int RetryQuota::pay(bool was_answered) {
    const int price = was_answered ? cost : cost_without_answer;
    const std::lock_guard lock{mutex_};
    if (left_ < price) return 0;
    left_ -= price;
    return price;
}

void RetryQuota::succeed(int last_cost) {
    const std::lock_guard lock{mutex_};
    left_ = std::min(capacity, left_ + (last_cost > 0 ? last_cost : gain));
}

int RetryQuota::left() const {
    const std::lock_guard lock{mutex_};
    return left_;
}

}  // namespace iamirror::aws
