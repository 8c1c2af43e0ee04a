// A row of control.what as grants: a word on a bucket, a prefix or an object, or an action on an ARN.
#pragma once

#include <optional>
#include <string>
#include <variant>

#include "model/access_control.h"
#include "model/base/result.h"
#include "model/translate/grant.h"

namespace iamirror::model {

// s3://bucket (the bucket and all in it), s3://bucket/prefix/ (all below it), s3://bucket/key (one object).
struct S3Place {
    std::string bucket;
    std::string key;  // "" the whole bucket; a closing '/' makes it a prefix
    bool is_prefix() const { return !key.empty() && key.back() == '/'; }
};

// ErrorKind::invalid_input: no bucket name, a wildcard or variable, a character that no policy may hold. Such a place
// is refused and never widened.
Result<S3Place> parse_s3_place(const std::string& what);

// What the translation of a row needs besides it.
struct WhatContext {
    std::string partition;  // of the account
    const PermissionTable& permissions;
};

// ErrorKind::invalid_input with a message that names the row and why it cannot be said in IAM's language.
Result<Grants> translate(const What& row, const WhatContext& context);

}  // namespace iamirror::model
