// The protocols as a table: the one place where one is added.
#pragma once

#include "aws/endpoint.h"
#include "aws/http.h"
#include "aws/internal/reply.h"
#include "aws/operation.h"

namespace iamirror::aws {

struct ProtocolRules {
    Protocol protocol;
    // The request but for where it goes and who sends it: method, path, query, body and the headers that these need.
    Result<HttpRequest> (*make)(const Operation& operation, const Parameters& parameters);
    Reply (*read)(const Operation& operation, const HttpResponse& response);
};

const ProtocolRules& rules_of(Protocol protocol);

// The request before it is signed.
Result<HttpRequest> make_request(const Operation& operation, const Parameters& parameters, const Endpoint& endpoint);

}  // namespace iamirror::aws
