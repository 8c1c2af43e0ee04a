// How many requests a second a canned server does: bench_canned_load PORT [CONNECTIONS [SECONDS]]
// Raw connections that each send GetBucketAcl and read its answer, one after the other; nothing is signed or parsed.
#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <thread>
#include <vector>

#include "tests/fakes/http_wire.h"

namespace {

using namespace iamirror::testing;

// What a client sends, with a signature that nobody checks.
constexpr std::string_view request =
    "GET /bucket-000000000000?acl HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Amz-Date: 20260101T000000Z\r\n"
    "Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/s3/aws4_request, "
    "SignedHeaders=host;x-amz-date, Signature=0000\r\n\r\n";

// Every answer is as long as the first.
long ask_until(int port, std::chrono::steady_clock::time_point end) {
    const auto socket = connect_to_loopback(port);
    if (!socket) std::perror("connect"), std::exit(1);
    std::string first, bytes;
    socket->send(request);
    while (first.find("</AccessControlPolicy>") == std::string::npos)
        if (!socket->receive(first)) return 0;
    long answers = 0;
    for (; std::chrono::steady_clock::now() < end; ++answers) {
        socket->send(request);
        for (bytes.clear(); bytes.size() < first.size();)
            if (!socket->receive(bytes)) return answers;
    }
    return answers;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: bench_canned_load PORT [CONNECTIONS [SECONDS]]\n"), 64;
    const int connections = argc > 2 ? std::atoi(argv[2]) : 4, seconds = argc > 3 ? std::atoi(argv[3]) : 3;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(seconds);
    std::atomic<long> answers = 0;
    std::vector<std::jthread> threads;
    for (int i = 0; i < connections; ++i) threads.emplace_back([&] { answers += ask_until(std::atoi(argv[1]), end); });
    threads.clear();
    std::printf("%ld\n", answers / seconds);
    return 0;
}
