// The real network: libcurl, with certificates always checked and connections kept.
// https://curl.se/libcurl/c/curl_easy_setopt.html
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "aws/credentials.h"
#include "aws/http.h"

namespace iamirror::aws {

struct CurlSettings {
    std::chrono::milliseconds connect_timeout{5'000};
    std::chrono::seconds silence_timeout{30};  // an answer that stands still that long is given up
    std::size_t max_body_octets = 64u << 20;   // after decompression
    std::string ca_bundle;                     // a PEM file instead of the system's; "" for the system's
    std::function<bool()> is_cancelled;        // asked about once a second while a call runs; may be empty
};

// AWS_CA_BUNDLE. HTTPS_PROXY and NO_PROXY are libcurl's own business.
CurlSettings curl_settings(const Surroundings& surroundings);

// Follows no redirect. Speaks http only to this machine (127.0.0.0/8, ::1, localhost) and to the metadata addresses,
// and to those never through a proxy. Thread safe: a call takes a kept handle, or makes one.
class CurlTransport : public Transport {
  public:
    explicit CurlTransport(CurlSettings settings = {});
    ~CurlTransport() override;
    CurlTransport(const CurlTransport&) = delete;
    CurlTransport& operator=(const CurlTransport&) = delete;

    Result<HttpResponse> send(const HttpRequest& request) override;

  private:
    struct Handles;
    CurlSettings settings_;
    std::unique_ptr<Handles> handles_;
};

}  // namespace iamirror::aws
