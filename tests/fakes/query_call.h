// A call of AWS as the fakes see it: who, what, with which parameters, and what became of it.
#pragma once

#include <map>
#include <string>

#include "tests/fakes/http_server.h"

namespace iamirror::testing {

struct Call {
    long index = 0;  // from 1; every attempt of one call has the call's index
    long write = 0;  // from 1, of those that write; every attempt has the same, 0 for reads
    int attempt = 1;
    std::string service, region, access_key_id;  // of the signature; "" where the request is not signed
    std::string action;                          // "ListRoles"; for what has no name in rest_name.cpp "GET /path"
    std::string path;                            // "/bucket"; "/" of the query protocol
    std::map<std::string, std::string> parameters;
    int status = 0;            // as answered; 0: the connection was broken first
    std::string fault;         // what was done to it, "" for nothing
    bool took_effect = false;  // it reached the stand-in

    std::string parameter(const std::string& name) const;
    // Anything that may change the account: not Get*, List*, Generate*, Simulate*, and not of STS.
    bool is_write() const;
    // The same call again has the same key.
    std::string key() const;
    // "iam:ListRoles", as policies and the journal name it.
    std::string service_action() const { return service + ":" + action; }
};

Call parse_call(const Request& request);

// "GetBucketPolicy" of a request to S3 or S3 Control; "" for one that no import or apply makes.
std::string rest_name(const Request& request);

// The request with these parameters in the place of its own.
Request with_parameters(Request request, const std::map<std::string, std::string>& parameters);

// AWS's error envelope of the query protocol.
Response error_response(int status, const std::string& code, const std::string& message);

std::string xml_escape(std::string_view text);
// "<name>content</name>", the content as it stands.
std::string xml_element(const std::string& name, const std::string& content);

}  // namespace iamirror::testing
