#include "aws/internal/failure.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

#include "aws/internal/blot_out.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

using std::chrono::milliseconds;

std::optional<long> whole_number(std::string_view text) {
    long value = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (code != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

// x-amz-retry-after is in milliseconds; Retry-After in seconds, or a date.
milliseconds asked_pause(const HttpResponse& response, Time now) {
    constexpr long day = 86'400;
    if (const auto amount = whole_number(response.header("x-amz-retry-after")))
        return milliseconds{std::min(*amount, day * 1000)};
    const auto header = response.header("retry-after");
    if (const auto seconds = whole_number(header)) return std::chrono::seconds{std::min(*seconds, day)};
    const auto date = header.empty() ? std::nullopt : parse_time(header);
    return date && *date > now ? std::chrono::duration_cast<milliseconds>(*date - now) : milliseconds{0};
}

std::string_view phrase(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::credentials:
            return "credentials not accepted";
        case ErrorKind::denied:
            return "access denied";
        case ErrorKind::not_found:
            return "not found";
        case ErrorKind::conflict:
            return "conflict";
        case ErrorKind::limit:
            return "a quota of AWS is reached";
        case ErrorKind::throttled:
            return "throttled";
        case ErrorKind::unavailable:
            return "no usable answer";
        case ErrorKind::invalid_answer:
            return "unreadable answer";
        case ErrorKind::invalid_input:
            return "not accepted by AWS";
        case ErrorKind::interrupted:
            return "interrupted";
        case ErrorKind::usage:
        case ErrorKind::refused:
        case ErrorKind::busy:
        case ErrorKind::database:
        case ErrorKind::internal:
            break;
    }
    return "failed";
}

// "Not found" by a page of something on the way, or by an answer that was cut: nobody has said that the thing is not
// there. Only HEAD has no body to say it in.
bool is_mute_absence(const Operation& operation, const HttpResponse& response, const Reply& reply) {
    return response.status == 404 && reply.code.empty() && operation.http.method != "HEAD";
}

bool has_expired(std::string_view code) {
    return code == "ExpiredToken" || code == "ExpiredTokenException" || code == "TokenRefreshRequired";
}

bool is_clock_error(std::string_view code) {
    return code == "RequestTimeTooSkewed" || code == "RequestExpired";
}

std::string credentials_hint(std::string_view code, const std::string& source) {
    const std::string of = source.empty() ? "" : " (" + source + ")";
    if (has_expired(code)) return "the session has ended: renew the credentials" + of;
    if (is_clock_error(code)) return "set this machine's clock";
    if (code == "SignatureDoesNotMatch" || code == "InvalidSignatureException")
        return "check the secret access key" + of + " and this machine's clock";
    return "check the credentials" + of;
}

}  // namespace

CallFailure failure_of(const Error& transport_error) {
    CallFailure failure;
    failure.attempt.message = transport_error.message;
    failure.kind = transport_error.kind;
    failure.retry = transport_error.kind == ErrorKind::unavailable ? Failure::transient : Failure::final;
    failure.effect_unknown = transport_error.effect_unknown;
    return failure;
}

CallFailure failure_of(const Operation& operation, const HttpResponse& response, const Reply& reply, Time now) {
    CallFailure failure;
    failure.attempt = {.http_status = response.status,
                       .code = printable(reply.code),
                       .message = reply.message,
                       .request_id = printable(reply.request_id)};
    failure.retry_after = asked_pause(response, now);
    if (reply.is_unreadable || is_mute_absence(operation, response, reply)) {
        failure.kind = ErrorKind::invalid_answer;
        failure.retry = Failure::transient;
        failure.effect_unknown = true;
        return failure;
    }
    // S3 has sent its 200 when it finds that it fails: a fault of its own, whatever it says.
    const int status = response.status < 300 ? 500 : response.status;
    failure.kind = kind_of(reply.code, status);
    failure.retry = classify(operation.service, reply.code, status);
    // A 3xx or 4xx is AWS's word that nothing was done; so is a throttled request, whatever its status.
    failure.effect_unknown = status >= 500 && failure.retry != Failure::throttling;
    return failure;
}

std::string safe_message(std::string_view message, const Credentials& credentials, const Secret& hidden) {
    constexpr std::array<std::string_view, 5> echoes{"\n", "The Canonical String", "The String-to-Sign",
                                                     "Authorization=", "AWS4-HMAC-SHA256"};
    constexpr std::size_t longest = 1000;
    if (message.empty()) return {};
    message = trim(message);
    for (const auto echo : echoes) message = message.substr(0, message.find(echo));
    std::string text{trim(message)};
    for (const Secret* secret : {&credentials.secret_access_key, &credentials.session_token, &hidden})
        text = blot_out(std::move(text), *secret);
    if (text.size() > longest) text = text.substr(0, longest) + "…";
    while (text.ends_with('.')) text.pop_back();
    return printable(text);
}

std::string hint_for(const CallFailure& failure, const Operation& operation, const std::string& source) {
    if (failure.effect_unknown && operation.is_write)
        return "it is not known whether the call took effect: read back before it is made again";
    if (failure.kind == ErrorKind::denied)
        return "allow " + operation.needed_permission() + (source.empty() ? "" : " to the identity of " + source);
    if (failure.kind == ErrorKind::credentials) return credentials_hint(failure.attempt.code, source);
    if (failure.kind == ErrorKind::throttled) return "run again when other tools call AWS less";
    return "";
}

std::string message_for(const CallFailure& failure) {
    std::string text{phrase(failure.kind)};
    if (!failure.attempt.message.empty()) text += ": " + failure.attempt.message;
    return text;
}

}  // namespace iamirror::aws
