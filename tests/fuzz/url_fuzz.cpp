// A URL that is taken has nothing that could add to a request, and no setting or name brings that into an endpoint.
#include <string>

#include "aws/endpoint.h"
#include "aws/internal/url.h"
#include "tests/fuzz/require.h"

using namespace iamirror;

namespace {

bool is_clean(std::string_view text) {
    for (const char c : text)
        if (static_cast<unsigned char>(c) <= 0x20 || c == 0x7F) return false;
    return true;
}

void check(const Result<aws::Endpoint>& endpoint) {
    if (!endpoint) {
        fuzz::require(!endpoint.error().message.empty(), "a refusal says why");
        return;
    }
    fuzz::require(endpoint->scheme == "https" || endpoint->scheme == "http", "a scheme that we speak");
    fuzz::require(!endpoint->host.empty() && is_clean(endpoint->host), "a host without blanks and line ends");
    fuzz::require(endpoint->host.find_first_of("/?#@\\") == std::string::npos, "a host and no more");
    fuzz::require(endpoint->path.starts_with("/"), "an endpoint's path begins with a slash");
}

void check_url(std::string_view text) {
    const auto url = aws::parse_url(text);
    if (!url) return;
    fuzz::require(!url->host.empty() && is_clean(url->host), "a URL's host without blanks and line ends");
    fuzz::require(url->path.starts_with("/") && is_clean(url->path) && is_clean(url->query), "a clean URL");
    const auto again = aws::parse_url(url->scheme + "://" + url->host + url->path + "?" + url->query);
    fuzz::require(again && again->scheme == url->scheme && again->host == url->host && again->path == url->path &&
                      again->query == url->query,
                  "a URL reads back from its parts");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    check_url(text);
    aws::EndpointSettings settings;
    settings.url = text;
    if (!text.empty()) check(aws::resolve_endpoint("iam", "us-east-1", settings));
    check(aws::resolve_endpoint("iam", text, {}));
    check(aws::resolve_endpoint({.service = "s3", .region = "eu-central-1", .name = text}, {}));
    check(aws::resolve_endpoint({.service = "s3control", .region = "eu-central-1", .name = text}, {}));
    return 0;
}
