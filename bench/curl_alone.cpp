// What libcurl alone costs, the least that a client over it can: bench_curl_alone URL CPU_SECONDS
// One connection, one handle that is set once, a signed request's headers, the answer thrown away. Prints calls a
// CPU-second, user and system of this process.
#include <curl/curl.h>

#include <cstdio>
#include <cstdlib>
#include <string>

#include "bench/cpu_seconds.h"

namespace {

std::size_t throw_away(char*, std::size_t, std::size_t size, void*) {
    return size;
}

void call(CURL* easy) {
    const auto code = curl_easy_perform(easy);
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    if (code != CURLE_OK || status != 200) std::fprintf(stderr, "no answer: %ld\n", status), std::exit(1);
}

curl_slist* signed_headers() {
    const std::string digest(64, '0');
    const std::string authorization =
        "Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request, "
        "SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=" +
        digest;
    curl_slist* list = curl_slist_append(nullptr, "X-Amz-Date: 20260101T000000Z");
    list = curl_slist_append(list, ("x-amz-content-sha256: " + digest).c_str());
    return curl_slist_append(list, authorization.c_str());
}

}  // namespace

int main(int argc, char** argv) {
    using iamirror::cpu_seconds;
    if (argc != 3) return std::fprintf(stderr, "usage: bench_curl_alone URL CPU_SECONDS\n"), 64;
    CURL* const easy = curl_easy_init();
    curl_easy_setopt(easy, CURLOPT_URL, argv[1]);
    curl_easy_setopt(easy, CURLOPT_NOPROXY, "*");
    curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(easy, CURLOPT_HTTPHEADER, signed_headers());
    curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, throw_away);
    call(easy);  // connects
    const auto start = cpu_seconds();
    long calls = 0;
    for (; cpu_seconds() - start < std::atof(argv[2]); ++calls) call(easy);
    std::printf("%.1f\n", static_cast<double>(calls) / (cpu_seconds() - start));
    return 0;
}
