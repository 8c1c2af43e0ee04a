// Whom libcurl talks to: certificates and proxies.
#include <gtest/gtest.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "aws/curl_transport.h"
#include "aws/internal/sigpipe.h"
#include "tests/aws/tls_server.h"
#include "tests/fakes/http_server.h"

namespace iamirror::aws {
namespace {

using iamirror::testing::HttpServer;
using iamirror::testing::Response;

HttpRequest get(const std::string& scheme, const std::string& host) {
    HttpRequest request;
    request.method = "GET";
    request.scheme = scheme;
    request.host = host;
    request.path = "/";
    request.timeout = std::chrono::seconds{10};
    return request;
}

class CurlTrust : public ::testing::Test {
  protected:
    CurlTrust() { std::ofstream{bundle_} << server_.certificate(); }
    ~CurlTrust() override { std::filesystem::remove(bundle_); }

    Result<HttpResponse> call(const std::string& name, const std::string& bundle) {
        return CurlTransport{{.ca_bundle = bundle}}.send(get("https", name + ":" + std::to_string(server_.port())));
    }

    TlsServer server_;
    const std::string bundle_ =
        std::filesystem::temp_directory_path() / ("iamirror-trust-" + std::to_string(::getpid()) + ".pem");
};

TEST_F(CurlTrust, TakesACertificateThatTheBundleKnows) {
    const auto response = call("localhost", bundle_);
    ASSERT_TRUE(response.ok()) << describe(response.error());
    EXPECT_EQ(response->body, "ok");
}

TEST_F(CurlTrust, RefusesACertificateThatNobodyVouchesFor) {
    const auto response = call("localhost", "");
    ASSERT_FALSE(response.ok());
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_FALSE(response.error().effect_unknown);
}

TEST_F(CurlTrust, RefusesACertificateOfAnotherName) {
    const auto response = call("127.0.0.1", bundle_);
    ASSERT_FALSE(response.ok());
    EXPECT_FALSE(response.error().effect_unknown);
}

// What a write to a broken pipe does meanwhile, and what is pending after it.
void expect_no_signal() {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    ::close(ends[0]);
    {
        const SigpipeBlock block;
        EXPECT_EQ(::write(ends[1], "x", 1), -1);
        EXPECT_EQ(errno, EPIPE);
    }
    sigset_t pending{};
    sigpending(&pending);
    EXPECT_EQ(sigismember(&pending, SIGPIPE), 0);
    ::close(ends[1]);
}

TEST(Sigpipe, BrokenPipeIsAnErrorAndNoSignal) {
    for (const auto handler : {SIG_DFL, SIG_IGN}) {
        const auto before = std::signal(SIGPIPE, handler);
        expect_no_signal();
        EXPECT_EQ(std::signal(SIGPIPE, before), handler);
    }
}

// Sets a variable of the process for one test.
class Variable {
  public:
    Variable(const char* name, const std::string& value) : name_(name) { ::setenv(name, value.c_str(), 1); }
    ~Variable() { ::unsetenv(name_); }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;

  private:
    const char* name_;
};

TEST(CurlProxy, ThisMachineIsCalledDirectly) {
    const HttpServer server{[](const auto&) { return Response{.body = "direct"}; }};
    const Variable proxy{"http_proxy", "http://127.0.0.1:1"};
    const Variable all{"all_proxy", "http://127.0.0.1:1"};
    const auto response = CurlTransport{}.send(get("http", "127.0.0.1:" + std::to_string(server.port())));
    ASSERT_TRUE(response.ok()) << describe(response.error());
    EXPECT_EQ(response->body, "direct");
}

TEST(CurlProxy, OthersAreCalledThroughItsTunnel) {
    std::string method, target;
    const HttpServer server{[&](const auto& request) {
        method = request.method;
        target = request.target;
        return Response{.status = 403};
    }};
    const Variable proxy{"https_proxy", "http://user:CANARY@127.0.0.1:" + std::to_string(server.port())};
    const auto response = CurlTransport{}.send(get("https", "iam.amazonaws.com"));
    ASSERT_FALSE(response.ok());
    EXPECT_EQ(method, "CONNECT");
    EXPECT_EQ(target, "iam.amazonaws.com:443");
    EXPECT_FALSE(response.error().effect_unknown);
    EXPECT_EQ(describe(response.error()).find("CANARY"), std::string::npos);
}

}  // namespace
}  // namespace iamirror::aws
