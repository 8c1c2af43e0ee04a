// What one failed attempt means: for the next attempt, and for the one who reads the error.
#pragma once

#include <chrono>
#include <string>

#include "aws/credentials.h"
#include "aws/http.h"
#include "aws/internal/reply.h"
#include "aws/operation.h"
#include "aws/retry.h"
#include "model/base/error.h"
#include "model/base/time.h"

namespace iamirror::aws {

struct CallFailure {
    Attempt attempt;
    ErrorKind kind = ErrorKind::internal;
    Failure retry = Failure::final;
    bool effect_unknown = false;
    std::chrono::milliseconds retry_after{0};  // what the server asked for
};

// No answer came.
CallFailure failure_of(const Error& transport_error);

// An answer came that is no success. `now` is for a Retry-After that is a date.
CallFailure failure_of(const Operation& operation, const HttpResponse& response, const Reply& reply, Time now);

// AWS's message without what must not be shown: the canonical request and the headers that signature errors repeat, the
// credentials and `hidden` wherever they stand; one line of printable text.
std::string safe_message(std::string_view message, const Credentials& credentials, const Secret& hidden);

// What a person can do about it, "" if nothing is to be said. `source` names the credentials.
std::string hint_for(const CallFailure& failure, const Operation& operation, const std::string& source);

// "access denied: User … is not authorized"
std::string message_for(const CallFailure& failure);

}  // namespace iamirror::aws
