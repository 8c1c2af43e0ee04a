// S3's word that a bucket is in another region than the one it was asked for in.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingRouting.html
#pragma once

#include <optional>
#include <string>

#include "aws/internal/reply.h"
#include "aws/operation.h"
#include "model/base/error.h"

namespace iamirror::aws {

// The region to ask in instead; nullopt where the failed attempt was none of S3's redirects, names no region, the one
// that was asked, or one of another partition: credentials end with their partition.
std::optional<std::string> redirect_region(const Operation& operation, const Attempt& attempt, const Reply& reply,
                                           const std::string& asked_in);

}  // namespace iamirror::aws
