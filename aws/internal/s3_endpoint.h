// Where a bucket, an access point and S3 Control's account are called.
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/VirtualHosting.html
// https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-points-naming.html
#pragma once

#include "aws/endpoint.h"

namespace iamirror::aws {

// query.name is a bucket or the ARN of an access point.
Result<Endpoint> resolve_s3(const EndpointQuery& query, const EndpointSettings& settings);

// query.name is the account.
Result<Endpoint> resolve_s3_control(const EndpointQuery& query, const EndpointSettings& settings);

}  // namespace iamirror::aws
