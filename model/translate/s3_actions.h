// What an action of S3 works on.
// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html
#pragma once

#include <string_view>

namespace iamirror::model {

enum class S3Level {
    object,   // on objects: a grant names them
    listing,  // on a bucket, and can be limited to a prefix (s3:prefix)
    bucket,   // on a whole bucket
    unknown,  // a wildcard, or an action younger than this list
};

// `action` without "s3:", in any case.
S3Level s3_level(std::string_view action);

}  // namespace iamirror::model
