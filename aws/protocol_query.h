// The query protocol of IAM and STS: parameters as a form, answers as XML.
// https://docs.aws.amazon.com/IAM/latest/APIReference/making-requests.html
#pragma once

#include <string>

#include "aws/document.h"
#include "aws/http.h"
#include "aws/internal/reply.h"
#include "aws/operation.h"

namespace iamirror::aws {

// "Action=ListRoles&Version=2010-05-08&MaxItems=1000": in the order given, everything but unreserved characters as %XX.
std::string encode_query(const Operation& operation, const Parameters& parameters);

// The request but for where it goes.
Result<HttpRequest> make_query(const Operation& operation, const Parameters& parameters);

// What an HTTP answer means. A success must have the root element that the operation promises, and what reads must have
// a result in it: an answer without one would look like an empty listing.
Reply read_query(const Operation& operation, const HttpResponse& response);

}  // namespace iamirror::aws
