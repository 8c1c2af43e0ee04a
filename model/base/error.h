// What went wrong, where, and what a person can do about it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace iamirror {

enum class ErrorKind {
    usage,           // wrong flag, setting or file: nothing was tried
    credentials,     // no identity, or one that AWS does not accept
    denied,          // AWS knows us and says no
    not_found,       // the thing asked for does not exist
    conflict,        // it exists already, or something else changes it now
    limit,           // a quota of AWS stands in the way
    throttled,       // AWS asked us to slow down, and the attempts are used up
    unavailable,     // network, 5xx, time-out
    invalid_answer,  // the answer is not what the protocol promises: cut, empty, HTML, a marker that repeats
    invalid_input,   // a document, name or row given to us is not legal
    refused,         // a guard
    busy,            // another run holds the lock
    database,
    interrupted,
    internal,
};

// The word of a kind, as `-o json` and `ops` show it: "denied", "invalid_answer", …
std::string_view name(ErrorKind kind);

// One try of a call to AWS. `code` is AWS's own ("Throttling"), or "" where no answer came.
struct Attempt {
    int number = 0;
    int http_status = 0;  // 0: no answer
    std::string code;
    std::string message;
    std::string request_id;
    bool operator==(const Attempt&) const = default;
};

// Messages are lower case without a final dot. Nothing here holds a secret.
struct Error {
    ErrorKind kind = ErrorKind::internal;
    std::string message;
    std::string hint;            // what to do, "" if there is nothing to say
    std::string service_action;  // "iam:ListRoles", "" where no call was made
    std::string account_id;
    std::string region;
    std::string resource;    // ARN, file, or row the error is about
    std::string aws_code;    // AWS's code verbatim: "AccessDenied"
    std::string request_id;  // of the last attempt
    std::vector<Attempt> attempts;
    bool effect_unknown = false;  // a request may have reached AWS and taken effect although no answer says so
};

// One line for a person: "iam:ListRoles: access denied (AccessDenied, request 1234, 1 attempt); hint: …".
std::string describe(const Error& error);

}  // namespace iamirror
