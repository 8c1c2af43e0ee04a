#include "aws/internal/protocols.h"

#include <array>
#include <stdexcept>

#include "aws/protocol_query.h"
#include "aws/protocol_rest_xml.h"

namespace iamirror::aws {

namespace {

constexpr std::array<ProtocolRules, 2> all_rules{{
    {Protocol::query, make_query, read_query},
    {Protocol::rest_xml, make_rest_xml, read_rest_xml},
}};

// What stands before an operation's path: the bucket in path style, the path of an override.
std::string joined(const std::string& base, const std::string& path) {
    if (path == "/") return base;
    return base.ends_with('/') ? base.substr(0, base.size() - 1) + path : base + path;
}

}  // namespace

const ProtocolRules& rules_of(Protocol protocol) {
    for (const auto& rules : all_rules)
        if (rules.protocol == protocol) return rules;
    throw std::logic_error("a protocol has no row in its table");
}

Result<HttpRequest> make_request(const Operation& operation, const Parameters& parameters, const Endpoint& endpoint) {
    auto request = rules_of(operation.protocol).make(operation, parameters);
    if (!request) return request;
    request->scheme = endpoint.scheme;
    request->host = endpoint.host;
    request->path = joined(endpoint.path, request->path);
    request->is_repeatable = !operation.is_write;
    request->headers.push_back({"User-Agent", "iamirror/" IAMIRROR_VERSION});
    return request;
}

}  // namespace iamirror::aws
