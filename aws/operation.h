// An operation of AWS as data: what a call needs to know before any parameter is given.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace iamirror::aws {

// A protocol is added here, with its file protocol_*.cpp and one row in protocols.cpp.
enum class Protocol { query, rest_xml };

// What an answer that succeeds has for a body.
enum class Promise {
    element,  // one XML element, of one of the names in HttpForm::roots
    policy,   // a policy document as it is, JSON with a Statement: GetBucketPolicy; the result is an element without
             // name that holds the text
    nothing  // no body, or one that says nothing: writes, HeadBucket
};

// Where a parameter of an operation goes: its name there.
struct Place {
    std::string parameter;  // "AccountId"
    std::string name;       // "x-amz-account-id"
};

// What a REST operation looks like in HTTP; empty for the others. A parameter that has no place is an error, nothing is
// left out in silence.
struct HttpForm {
    std::string method;  // "GET"
    // "/v20180820/accesspoint/{Name}/policy", "/{Key+}?tagging": {X} takes a parameter, {X+} one whose slashes stay.
    std::string uri;
    std::vector<Place> query;
    std::vector<Place> headers;
    // The element whose descendants all other parameters are, "" where there is none. A parameter is then the path of
    // an element ("PublicAccessBlockConfiguration/BlockPublicAcls"), "Tag.1" and "Tag.2" are two elements <Tag>, and a
    // last step "@name" is an attribute.
    std::string body_root;
    std::string body_namespace;
    std::string payload;        // the parameter that is the body as it stands
    bool has_checksum = false;  // x-amz-checksum-sha256, which S3 wants with some bodies
    Promise promise = Promise::element;
    std::vector<std::string> roots;  // "LocationConstraint"
};

struct Operation {
    std::string service;      // "iam": the prefix of IAM actions
    std::string name;         // "ListRoles"
    std::string api_version;  // "2010-05-08"
    Protocol protocol = Protocol::query;
    bool is_write = false;     // a write is never sent twice without having been read back
    bool is_unsigned = false;  // who asks for an identity has none to sign with: AssumeRoleWithWebIdentity
    std::string endpoint;      // the service of endpoints where it is not `service`: "s3control"
    std::string
        endpoint_parameter;  // the parameter that is part of where the call goes: "Bucket"; it has no place in uri
    std::string permission;  // what IAM calls it where it is not `name`: "GetEncryptionConfiguration"
    HttpForm http = {};

    // "iam:ListRoles", as errors name it.
    std::string action() const { return service + ":" + name; }
    // "iam:ListRoles", as policies name it.
    std::string needed_permission() const { return service + ":" + (permission.empty() ? name : permission); }
    const std::string& endpoint_service() const { return endpoint.empty() ? service : endpoint; }
};

// How a listing is cut into pages. Empty: one answer is all.
struct Paging {
    std::string marker_parameter;  // "Marker": sent with the next call
    std::string marker_path;       // "Marker": where the answer has it
    std::string more_path;         // "IsTruncated"; "" where a marker alone says that there is more
    std::string size_parameter;    // "MaxItems"
    int size = 0;
};

// Names and values as the protocol takes them, lists already spelt out ("Filter.member.1").
using Parameters = std::vector<std::pair<std::string, std::string>>;

// The value of a parameter, nullptr where it is not given.
inline const std::string* find_parameter(const Parameters& parameters, const std::string& name) {
    for (const auto& parameter : parameters)
        if (parameter.first == name) return &parameter.second;
    return nullptr;
}

}  // namespace iamirror::aws
