// One question to an endpoint that gives credentials or tokens: sent without a signature, repeated within bounds.
#pragma once

#include <string>

#include "aws/credentials.h"
#include "aws/http.h"
#include "aws/internal/url.h"

namespace iamirror::aws {

struct Question {
    std::string what;  // who is asked, in words: "the container's endpoint"
    HttpRequest request;
    int max_attempts = 3;
    bool repeats_unanswered = true;  // false where nobody may be there, and waiting for him is in vain
};

// A request without a body, for JSON.
HttpRequest request_to(const Url& url, std::string method);

// The answer, whose status is 2xx. No answer, 429 and 5xx are asked again. An error has ErrorKind::credentials, or
// unavailable where asking again later may help, or interrupted; its attempts tell the statuses, its message nothing of
// an answer's body but the code in it.
Result<HttpResponse> ask(const Question& question, const CredentialsParts& parts);

// The status of the last answer; 0 where there was none.
int last_status(const Error& error);

}  // namespace iamirror::aws
