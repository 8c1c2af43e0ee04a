#include "aws/credentials/ask.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "aws/credentials/json_keys.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

bool is_success(int status) {
    return status >= 200 && status < 300;
}

bool is_worth_another(int status) {
    return status == 429 || status >= 500;
}

// "UnauthorizedException" where the body says so in one of the ways of AWS's endpoints. Nothing that is no plain word.
std::string code_of(const HttpResponse& response) {
    const auto object = nlohmann::json::parse(response.body, nullptr, false);
    if (!object.is_object()) return "";
    for (const auto* name : {"__type", "code", "Code", "error"}) {
        const auto code = text_of(object, name);
        const bool is_word = std::all_of(code.begin(), code.end(), [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '.' || c == '#';
        });
        if (!code.empty() && is_word && code.size() < 80) return code;
    }
    return "";
}

Attempt attempt_of(int number, const Result<HttpResponse>& response) {
    if (!response) return {.number = number, .message = response.error().message};
    return {.number = number, .http_status = response->status, .code = code_of(*response)};
}

Error failed(const Question& question, const Result<HttpResponse>& response, std::vector<Attempt> attempts) {
    const auto& last = attempts.back();
    Error error;
    error.aws_code = last.code;
    if (response) {
        error.kind = is_worth_another(last.http_status) ? ErrorKind::unavailable : ErrorKind::credentials;
        error.message = question.what + " answered " + std::to_string(last.http_status);
    } else {
        error.kind = response.error().kind;
        error.message = question.what + " did not answer: " + last.message;
        error.hint = response.error().hint;
    }
    error.attempts = std::move(attempts);
    return error;
}

}  // namespace

HttpRequest request_to(const Url& url, std::string method) {
    return {.method = std::move(method),
            .scheme = url.scheme,
            .host = url.host,
            .path = url.path,
            .query = url.query,
            .headers = {{"User-Agent", "iamirror/" IAMIRROR_VERSION}, {"Accept", "application/json"}}};
}

Result<HttpResponse> ask(const Question& question, const CredentialsParts& parts) {
    std::vector<Attempt> attempts;
    auto pause = std::chrono::milliseconds{100};
    for (int number = 1;; ++number, pause *= 2) {
        auto response = parts.transport->send(question.request);
        if (response && is_success(response->status)) return response;
        attempts.push_back(attempt_of(number, response));
        const bool is_repeated = response
                                     ? is_worth_another(response->status)
                                     : question.repeats_unanswered && response.error().kind == ErrorKind::unavailable;
        if (!is_repeated || number >= question.max_attempts) return failed(question, response, std::move(attempts));
        parts.clock->sleep(pause);
    }
}

int last_status(const Error& error) {
    return error.attempts.empty() ? 0 : error.attempts.back().http_status;
}

}  // namespace iamirror::aws
