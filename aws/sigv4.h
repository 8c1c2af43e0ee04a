// Signature Version 4 in four pure stages, so that each can be held against the published cases.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>

#include "aws/credentials.h"
#include "aws/http.h"
#include "model/base/time.h"

namespace iamirror::aws {

// How the path of the request line becomes the canonical one. S3 signs what goes over the wire, for a key may hold
// "//" and ".."; every other service resolves those and encodes once more.
struct PathRule {
    bool normalise = true;
    bool encode_again = true;
    bool operator==(const PathRule&) const = default;
};
PathRule path_rule(std::string_view signing_name);

// What a signature is bound to: "20150830/us-east-1/iam/aws4_request".
struct SigningScope {
    SigningScope(Time time, std::string in_region, std::string for_service)
        : date_time(to_basic_iso(time)), region(std::move(in_region)), service(std::move(for_service)) {}

    std::string date_time;  // "20150830T123600Z"
    std::string region;
    std::string service;  // the signing name: "iam"

    std::string date() const { return date_time.substr(0, 8); }
    std::string text() const { return date() + "/" + region + "/" + service + "/aws4_request"; }
};

// Stage 1. Every header of the request is signed, and "host" from request.host, but for those that a proxy on the way
// may add or change (User-Agent and the like). `payload_hash` is the last line.
struct CanonicalRequest {
    std::string text;
    std::string signed_headers;  // "host;x-amz-date"
};
CanonicalRequest canonical_request(const HttpRequest& request, std::string_view payload_hash, PathRule rule);

// Stage 2.
std::string string_to_sign(const SigningScope& scope, std::string_view canonical_request);

// Stage 3: 32 octets that sign anything in the scope; a secret.
Secret signing_key(const Secret& secret_access_key, const SigningScope& scope);

// Stage 4: 64 hexadecimal digits, and the header that carries them.
std::string signature(const Secret& signing_key, std::string_view string_to_sign);
std::string authorization(std::string_view access_key_id, const SigningScope& scope, std::string_view signed_headers,
                          std::string_view signature);

struct SigningOptions {
    PathRule path;
    bool send_payload_hash = true;   // x-amz-content-sha256, signed; S3 wants it, the others ignore it
    bool sign_session_token = true;  // false: the token is added after the signature is made
    Secret key;                      // of stage 3, where it is known already; empty: derived
};

// All stages: adds X-Amz-Date, X-Amz-Security-Token, x-amz-content-sha256 and Authorization. A request is signed once.
void sign(HttpRequest& request, const Credentials& credentials, const SigningScope& scope,
          const SigningOptions& options);

// The same in the query: a request that anyone may send until it expires. The body is part of the signature.
void presign(HttpRequest& request, const Credentials& credentials, const SigningScope& scope,
             std::chrono::seconds expires_in, const SigningOptions& options);

}  // namespace iamirror::aws
