// IAM and S3 with canned answers on loopback, for client_cost.sh: bench_canned_server ROLES
// Each answer is made once, by the first request for it, and given to every later one as it is. Prints its port, serves
// until its standard input ends, then prints how many connections it accepted and requests it answered.
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <mutex>
#include <shared_mutex>

#include "tests/fakes/scripted_s3.h"

namespace {

using namespace iamirror::testing;

class Canned {
  public:
    explicit Canned(long roles) : account_({.buckets = 1}, {.roles = roles}) {}

    Response answer(const Request& request) {
        ++answered_;
        const std::string key = request.method + request.target + "\n" + request.body;
        {
            const std::shared_lock lock{mutex_};
            if (const auto known = answers_.find(key); known != answers_.end()) return known->second;
        }
        const Response made = account_(request);
        const std::unique_lock lock{mutex_};
        return answers_.insert_or_assign(key, made).first->second;
    }

    long answered() const { return answered_; }

  private:
    const ScriptedS3 account_;
    std::atomic<long> answered_ = 0;
    std::shared_mutex mutex_;  // of what follows
    std::map<std::string, Response> answers_;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 2) return std::fprintf(stderr, "usage: bench_canned_server ROLES\n"), 64;
    Canned canned{std::atol(argv[1])};
    const HttpServer server{[&](const Request& request) { return canned.answer(request); }};
    std::printf("%d\n", server.port());
    std::fflush(stdout);
    while (std::getchar() != EOF) continue;
    std::printf("%ld connections, %ld requests\n", server.connections(), canned.answered());
    return 0;
}
