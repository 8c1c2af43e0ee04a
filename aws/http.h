// The seam between the client and the network: a Transport sends one request and gives one answer.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "model/base/result.h"

namespace iamirror::aws {

struct Header {
    std::string name;
    std::string value;
    bool operator==(const Header&) const = default;
};

struct HttpRequest {
    std::string method;  // "POST"
    std::string scheme;  // "https"; "http" is for loopback only, the transport refuses it elsewhere
    std::string host;    // "iam.amazonaws.com" or "127.0.0.1:5000"
    std::string path;    // begins with '/', as it goes over the wire
    std::string query;   // without '?', as it goes over the wire
    std::vector<Header> headers;
    std::string body;
    std::chrono::milliseconds timeout{120'000};
    // False for a write: the transport must not let it reach the server twice, not even where a kept connection turns
    // out to be dead.
    bool is_repeatable = true;
};

struct HttpResponse {
    int status = 0;
    std::vector<Header> headers;
    std::string body;
    // The first header of that name without regard to case, "" where there is none.
    std::string_view header(std::string_view name) const;
};

class Transport {
  public:
    virtual ~Transport() = default;
    // An error (ErrorKind::unavailable) is no answer at all: refused, reset, cut, time-out, bad certificate; its
    // effect_unknown is false where nothing of the request can have reached the server. ErrorKind::usage: http to a
    // host that is not this machine. ErrorKind::interrupted: the user asked to stop.
    virtual Result<HttpResponse> send(const HttpRequest& request) = 0;
};

}  // namespace iamirror::aws
