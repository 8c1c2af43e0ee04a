// What AWS's 404 says: the thing itself is not there, or it is there and has not what was asked for.
#pragma once

#include "model/base/error.h"

namespace iamirror::aws {

// True where the bucket or access point exists and was read, and what was asked for is not set on it: no policy, no
// tags, no encryption, no block of public access. Not for a denied call, nor for a bucket that is gone.
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
bool is_not_configured(const Error& error);

// True where the thing that the call is about does not exist (any more): NoSuchBucket, NoSuchAccessPoint, NoSuchEntity,
// a bare 404. Never true together with is_not_configured().
bool is_gone(const Error& error);

}  // namespace iamirror::aws
