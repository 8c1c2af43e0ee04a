// libcurl against a server on loopback that misbehaves.
#include "aws/curl_transport.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>
#include <thread>
#include <utility>

#include "aws/internal/host.h"
#include "tests/fakes/http_server.h"

namespace iamirror::aws {
namespace {

using iamirror::testing::Delivery;
using iamirror::testing::header;
using iamirror::testing::HttpServer;
using iamirror::testing::Request;
using iamirror::testing::Response;
using namespace std::chrono_literals;

class CurlCall : public ::testing::Test {
  protected:
    HttpRequest request(std::chrono::milliseconds timeout = 10s) const {
        HttpRequest made;
        made.method = "POST";
        made.scheme = "http";
        made.host = "127.0.0.1:" + std::to_string(server_.port());
        made.path = "/a//b/../%2F";
        made.query = "x=1";
        made.headers = {{"X-Sent", "yes"}, {"User-Agent", "iamirror/test"}};
        made.body = "a=b";
        made.timeout = timeout;
        return made;
    }

    Result<HttpResponse> answered(Response response, std::chrono::milliseconds timeout = 10s) {
        respond([response](const Request&) { return response; });
        return transport_.send(request(timeout));
    }

    void respond(HttpServer::Handler handler) {
        const std::lock_guard lock(mutex_);
        respond_ = std::move(handler);
    }

    Request last() const {
        const std::lock_guard lock(mutex_);
        return last_;
    }

    Error failed(Delivery delivery) {
        const auto response = answered({.body = "0123456789", .delivery = delivery});
        EXPECT_FALSE(response.ok());
        return response.ok() ? Error{} : response.error();
    }

    std::atomic<int> received_ = 0;
    mutable std::mutex mutex_;  // over the two that follow: the server has a thread for each connection
    HttpServer::Handler respond_;
    Request last_;
    HttpServer server_{[this](const Request& received) {
        ++received_;
        const std::lock_guard lock(mutex_);
        last_ = received;
        return respond_(received);
    }};
    CurlTransport transport_;
};

TEST_F(CurlCall, SendsWhatItIsGivenAndNothingElse) {
    const auto response = answered({.status = 418, .headers = {{"X-Answer", " spaced "}}, .body = "tea"});
    ASSERT_TRUE(response.ok());
    EXPECT_EQ(response->status, 418);
    EXPECT_EQ(response->body, "tea");
    EXPECT_EQ(response->header("x-answer"), "spaced");
    EXPECT_EQ(response->header("missing"), "");
    EXPECT_EQ(last().method, "POST");
    EXPECT_EQ(last().target, "/a//b/../%2F?x=1");
    EXPECT_EQ(last().body, "a=b");
    EXPECT_EQ(header(last().headers, "x-sent"), "yes");
    EXPECT_EQ(header(last().headers, "host"), request().host);
    EXPECT_EQ(header(last().headers, "user-agent"), "iamirror/test");
    EXPECT_EQ(header(last().headers, "accept-encoding"), "gzip");
    for (const auto* name : {"expect", "accept"}) EXPECT_EQ(header(last().headers, name), "") << name;
}

TEST_F(CurlCall, EveryMethodGoesOutAsNamed) {
    respond([](const Request&) { return Response{}; });
    for (const auto* method : {"GET", "PUT", "DELETE", "HEAD"}) {
        auto made = request();
        made.method = method;
        if (made.method != "PUT") made.body.clear();
        ASSERT_TRUE(transport_.send(made).ok()) << method;
        EXPECT_EQ(last().method, method);
    }
}

TEST_F(CurlCall, KeepsItsConnection) {
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(answered({.body = "x"}).ok());
    EXPECT_EQ(server_.connections(), 1);
}

TEST_F(CurlCall, UnpacksGzip) {
    const std::string packed{
        "\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\x03\xcb\x48\xcd\xc9\xc9\x57\xc8\x40\x90\x00\x80\x88\xf9\xe5\x11\x00\x00"
        "\x00",
        28};
    const auto response = answered({.headers = {{"Content-Encoding", "gzip"}}, .body = packed});
    ASSERT_TRUE(response.ok()) << describe(response.error());
    EXPECT_EQ(response->body, "hello hello hello");
    EXPECT_FALSE(answered({.headers = {{"Content-Encoding", "gzip"}}, .body = "no gzip"}).ok());
}

TEST_F(CurlCall, DoesNotFollowRedirects) {
    const auto response = answered({.status = 301, .headers = {{"Location", "http://127.0.0.1:1/"}}});
    ASSERT_TRUE(response.ok());
    EXPECT_EQ(response->status, 301);
    EXPECT_EQ(received_, 1);
}

TEST_F(CurlCall, CutAnswerIsNoAnswer) {
    for (const auto delivery :
         {Delivery::cut_in_body, Delivery::cut_in_headers, Delivery::close_unanswered, Delivery::reset}) {
        const auto error = failed(delivery);
        EXPECT_EQ(error.kind, ErrorKind::unavailable);
        EXPECT_TRUE(error.effect_unknown);
        EXPECT_FALSE(error.message.empty());
    }
}

TEST_F(CurlCall, OctetByOctetIsAWholeAnswer) {
    EXPECT_EQ(answered({.body = "0123456789", .delivery = Delivery::byte_by_byte})->body, "0123456789");
}

TEST_F(CurlCall, StandingStillEndsAtTheTimeout) {
    const auto response = answered({.body = "0123456789", .delivery = Delivery::stall}, 300ms);
    ASSERT_FALSE(response.ok());
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_TRUE(response.error().effect_unknown);
}

TEST_F(CurlCall, SilenceEndsBeforeTheTimeout) {
    CurlTransport transport{{.silence_timeout = 1s}};
    respond([](const Request&) { return Response{.body = "0123456789", .delivery = Delivery::stall}; });
    const auto start = std::chrono::steady_clock::now();
    EXPECT_FALSE(transport.send(request(60s)).ok());
    EXPECT_LT(std::chrono::steady_clock::now() - start, 10s);
}

TEST_F(CurlCall, LargeAnswerIsGivenUp) {
    CurlTransport transport{{.max_body_octets = 1000}};
    respond([](const Request&) { return Response{.body = std::string(1001, 'x')}; });
    const auto response = transport.send(request());
    ASSERT_FALSE(response.ok());
    EXPECT_EQ(response.error().message, "the answer is larger than 1000 octets");
    respond([](const Request&) { return Response{.body = std::string(1000, 'x')}; });
    EXPECT_TRUE(transport.send(request()).ok());
}

TEST_F(CurlCall, OddOctetsDoNoHarm) {
    const auto response =
        answered({.headers = {{"X-Odd", "\xFF\x01\x1B[2J"}, {"\xFE", ""}}, .body = std::string("\0\xFF", 2)});
    ASSERT_TRUE(response.ok());
    EXPECT_EQ(response->body, std::string("\0\xFF", 2));
}

TEST_F(CurlCall, ReadIsRepeatedOnADeadConnection) {
    ASSERT_TRUE(answered({.body = "first"}).ok());
    respond([this](const Request&) {
        return received_ == 2 ? Response{.delivery = Delivery::close_unanswered} : Response{.body = "again"};
    });
    ASSERT_TRUE(transport_.send(request()).ok());
    EXPECT_EQ(received_, 3);
}

TEST_F(CurlCall, WriteReachesTheServerOnce) {
    ASSERT_TRUE(answered({.body = "first"}).ok());
    respond([](const Request&) { return Response{.delivery = Delivery::close_unanswered}; });
    auto write = request();
    write.is_repeatable = false;
    const auto response = transport_.send(write);
    ASSERT_FALSE(response.ok());
    EXPECT_TRUE(response.error().effect_unknown);
    EXPECT_EQ(received_, 2);
}

TEST_F(CurlCall, StopEndsTheCallSoon) {
    std::atomic<bool> stop = false;
    CurlTransport transport{{.is_cancelled = [&] { return stop.load(); }}};
    respond([](const Request&) { return Response{.body = "0123456789", .delivery = Delivery::stall}; });
    std::jthread stopper{[&] {
        std::this_thread::sleep_for(100ms);
        stop = true;
    }};
    const auto start = std::chrono::steady_clock::now();
    const auto response = transport.send(request(60s));
    ASSERT_FALSE(response.ok());
    EXPECT_EQ(response.error().kind, ErrorKind::interrupted);
    EXPECT_LT(std::chrono::steady_clock::now() - start, 5s);
}

TEST_F(CurlCall, ThreadsShareATransport) {
    respond([](const Request&) { return Response{.body = "x"}; });
    std::atomic<int> ok = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 4; ++i)
            threads.emplace_back([&] {
                for (int call = 0; call < 20; ++call) ok += transport_.send(request()).ok() ? 1 : 0;
            });
    }
    EXPECT_EQ(ok, 80);
    EXPECT_LE(server_.connections(), 4);
}

TEST_F(CurlCall, HttpsIsNotSpokenToWhoHasNoCertificate) {
    respond([](const Request&) { return Response{}; });
    auto secure = request();
    secure.scheme = "https";
    const auto response = CurlTransport{{.connect_timeout = 500ms}}.send(secure);
    ASSERT_FALSE(response.ok());
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_FALSE(response.error().effect_unknown);
    EXPECT_EQ(received_, 0);
}

TEST(CurlRefusal, NothingWasSentWhereNobodyListens) {
    int port = 0;
    {
        const HttpServer server{[](const Request&) { return Response{}; }};
        port = server.port();
    }
    HttpRequest request;
    request.method = "POST";
    request.scheme = "http";
    request.host = "127.0.0.1:" + std::to_string(port);
    request.path = "/";
    const auto response = CurlTransport{}.send(request);
    ASSERT_FALSE(response.ok());
    EXPECT_EQ(response.error().kind, ErrorKind::unavailable);
    EXPECT_FALSE(response.error().effect_unknown);
}

TEST(CurlRefusal, PlainHttpIsForThisMachine) {
    CurlTransport transport;
    for (const auto* host :
         {"example.com", "10.0.0.1", "127.0.0.1.example.com", "169.254.169.253", "[::2]:80", "2130706433"}) {
        HttpRequest request;
        request.method = "GET";
        request.scheme = "http";
        request.host = host;
        request.path = "/";
        const auto response = transport.send(request);
        ASSERT_FALSE(response.ok()) << host;
        EXPECT_EQ(response.error().kind, ErrorKind::usage) << host;
    }
    for (const auto* host :
         {"127.0.0.1", "127.9.8.7:80", "localhost:5000", "LOCALHOST", "[::1]:80", "169.254.169.254", "169.254.170.2"})
        EXPECT_TRUE(is_direct_host(host)) << host;
}

TEST(CurlRefusal, OtherSchemesAreNotSpoken) {
    HttpRequest request;
    request.scheme = "file";
    request.host = "localhost";
    request.path = "/etc/passwd";
    const auto response = CurlTransport{}.send(request);
    ASSERT_FALSE(response.ok());
    EXPECT_EQ(response.error().kind, ErrorKind::usage);
}

TEST(CurlSettings, TakeTheBundleOfTheEnvironment) {
    EXPECT_EQ(curl_settings({.environment = {{"AWS_CA_BUNDLE", "/etc/own.pem"}}}).ca_bundle, "/etc/own.pem");
    EXPECT_EQ(curl_settings({}).ca_bundle, "");
}

}  // namespace
}  // namespace iamirror::aws
