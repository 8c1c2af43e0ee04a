// An operation of AWS as data: what a call needs to know before any parameter is given.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace iamirror::aws {

// A protocol is added here, with its file protocol_*.cpp and one case in client.cpp.
enum class Protocol { query };

struct Operation {
    std::string service;      // "iam": the prefix of IAM actions, and the key of endpoints and AWS_ENDPOINT_URL_IAM
    std::string name;         // "ListRoles"
    std::string api_version;  // "2010-05-08"
    Protocol protocol = Protocol::query;
    bool is_write = false;  // a write is never sent twice without having been read back

    // "iam:ListRoles", as policies and errors name it.
    std::string action() const { return service + ":" + name; }
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

}  // namespace iamirror::aws
