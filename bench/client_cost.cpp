// What a call costs this program: bench_client_cost URL CALLS CPU_SECONDS THREADS
// CALLS is small (nine readings of a bucket), list (a page of ListRoles), details (a page of
// GetAccountAuthorizationDetails) or import (nine hundred small ones, a page of each). Buckets are read by that many
// threads. The whole client: credential chain, signing, libcurl, retries, rate limiter, parsing. Prints calls a
// CPU-second, user and system of this process.
// client_cost.py does the same with botocore.

#include <atomic>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "aws/client.h"
#include "aws/curl_transport.h"
#include "aws/operations/s3.h"
#include "bench/cpu_seconds.h"
#include "model/base/allocator.h"
#include "model/base/text.h"
#include "model/json.h"
#include "sync/import/fan_out.h"

namespace {

using namespace iamirror;

class NoObserver : public Observer {
  public:
    void on(const Event&) override {}
};

class CostedClient {
  public:
    CostedClient(const std::string& url, int threads)
        : threads_(threads),
          credentials_(aws::default_chain({}, {aws::real_surroundings(), &transport_, &clock_, &observer_})),
          client_({.transport = &transport_,
                   .clock = &clock_,
                   .credentials = credentials_.get(),
                   .observer = &observer_,
                   .endpoints = {.url = url},
                   .region = "us-east-1",
                   .rate = &rate_}) {}

    aws::Answer call(const aws::Operation& operation, const aws::Parameters& parameters) {
        auto answer = client_.call(operation, parameters);
        if (!answer) std::fprintf(stderr, "%s\n", describe(answer.error()).c_str()), std::exit(1);
        ++calls_;
        return std::move(answer).value();
    }

    long calls() const { return calls_; }
    int threads() const { return threads_; }

  private:
    const int threads_;
    SystemClock clock_;
    NoObserver observer_;
    aws::CurlTransport transport_;
    aws::RateLimiter rate_{{}, clock_};
    std::unique_ptr<aws::CredentialsProvider> credentials_;
    aws::Client client_;
    std::atomic<long> calls_ = 0;
};

// botocore decodes policies as it parses; so does this, with the reader of the imports.
void read_document(const aws::Node& node) {
    const auto text = percent_decode(node.text().value_or(""));
    if (!text || !model::read_json(*text).value) std::fprintf(stderr, "no policy\n"), std::exit(1);
}

// Every field of a page, as whoever calls reads them.
void read_roles(const aws::Node& roles) {
    for (const auto& role : roles.children()) {
        for (const auto* field : {"Path", "RoleName", "RoleId", "Arn", "Description", "MaxSessionDuration"})
            (void)role.text(field);
        if (!parse_time(role.text("CreateDate").value_or(""))) std::exit(1);
        read_document(role.at("AssumeRolePolicyDocument"));
        for (const auto& policy : role.all("RolePolicyList/member")) read_document(policy.at("PolicyDocument"));
    }
}

void read_bucket(CostedClient& client) {
    static const std::vector<aws::Operation> readings{
        aws::s3::get_bucket_tagging(),    aws::s3::get_bucket_policy(),       aws::s3::get_bucket_policy_status(),
        aws::s3::get_bucket_acl(),        aws::s3::get_public_access_block(), aws::s3::get_bucket_ownership_controls(),
        aws::s3::get_bucket_versioning(), aws::s3::get_bucket_encryption(),   aws::s3::get_bucket_logging()};
    for (const auto& reading : readings) client.call(reading, {{"Bucket", "bucket-000000000000"}});
}

void read_buckets(CostedClient& client) {
    iamirror::sync::fan_out(
        100, client.threads(), [&](std::size_t) { read_bucket(client); }, [](std::size_t) { return true; });
}

void list(CostedClient& client) {
    static const aws::Operation operation{.service = "iam", .name = "ListRoles", .api_version = "2010-05-08"};
    read_roles(client.call(operation, {{"MaxItems", "1000"}}).result.at("Roles"));
}

void details(CostedClient& client) {
    static const aws::Operation operation{
        .service = "iam", .name = "GetAccountAuthorizationDetails", .api_version = "2010-05-08"};
    read_roles(client.call(operation, {{"MaxItems", "1000"}}).result.at("RoleDetailList"));
}

void import(CostedClient& client) {
    read_buckets(client);
    list(client);
    details(client);
}

}  // namespace

int main(int argc, char** argv) {
    const std::map<std::string, void (*)(CostedClient&)> kinds{
        {"small", read_buckets}, {"list", list}, {"details", details}, {"import", import}};
    const auto kind = argc == 5 ? kinds.find(argv[2]) : kinds.end();
    if (kind == kinds.end())
        return std::fprintf(stderr, "usage: bench_client_cost URL small|list|details|import CPU_SECONDS THREADS\n"), 64;
    keep_freed_memory();  // as the program does; and so with the signal of a broken pipe
    std::signal(SIGPIPE, SIG_IGN);
    CostedClient client{argv[1], std::atoi(argv[4])};
    kind->second(client);  // connects
    const auto calls = client.calls();
    const auto start = cpu_seconds();
    while (cpu_seconds() - start < std::atof(argv[3])) kind->second(client);
    std::printf("%.1f\n", static_cast<double>(client.calls() - calls) / (cpu_seconds() - start));
    return 0;
}
