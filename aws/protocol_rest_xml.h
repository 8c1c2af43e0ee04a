// The REST protocol of S3 and S3 Control: parameters in path, query, headers and an XML or raw body; answers as XML.
// https://docs.aws.amazon.com/AmazonS3/latest/API/Welcome.html
#pragma once

#include "aws/http.h"
#include "aws/internal/reply.h"
#include "aws/operation.h"

namespace iamirror::aws {

// The request but for where it goes. ErrorKind::invalid_input for a label that is not given, empty, "." or ".." (the
// path would be another one), and for a value that its place cannot hold; ErrorKind::internal for a parameter without a
// place.
Result<HttpRequest> make_rest_xml(const Operation& operation, const Parameters& parameters);

// What an HTTP answer means. A success must be what the operation promises: S3 answers 200 and says <Error> in the
// body where it fails late, and an empty body would look like an empty listing.
// https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
Reply read_rest_xml(const Operation& operation, const HttpResponse& response);

}  // namespace iamirror::aws
