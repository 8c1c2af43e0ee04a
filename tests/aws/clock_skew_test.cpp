// A clock that is wrong: the published cases, and what they leave open.
#include "aws/clock_skew.h"

#include <gtest/gtest.h>

#include <iostream>

#include "tests/aws/corpora.h"
#include "tests/aws/scripted.h"

namespace iamirror::aws {
namespace {

using nlohmann::json;

Time time_of(const json& text) {
    return *parse_time(text.get<std::string>());
}

std::chrono::seconds seconds_of(const json& number) {
    return std::chrono::seconds{number.get<long>()};
}

HttpResponse response_of(const json& recorded) {
    HttpResponse response{.status = recorded["statusCode"]};
    for (const auto& [name, value] : recorded["headers"].items()) response.headers.push_back({name, value});
    response.body = recorded.contains("errorCode") ? failure(recorded["errorCode"], "m") : success("ListRoles", "");
    return response;
}

std::string signing_time(const HttpRequest& request) {
    for (const auto& header : request.headers)
        if (header.name == "X-Amz-Date") return header.value;
    return "";
}

// One client through the operations of a case.
void run_case(const json& test) {
    Bench bench;
    const auto initial = seconds_of(test["operations"][0]["initialClientSkew"]);
    for (const auto& operation : test["operations"]) bench.policy.max_attempts = operation.value("maxAttempts", 3);
    Client client{{.transport = &bench.transport,
                   .clock = &bench.clock,
                   .credentials = &bench.credentials,
                   .region = "us-east-1",
                   .retry = bench.policy,
                   .clock_skew = initial}};
    for (const auto& operation : test["operations"]) {
        const auto& attempts = operation["attempts"];
        bench.clock.time = time_of(attempts[0]["clientTimeAtSend"]);
        bench.policy.deadline = std::chrono::hours{1};
        bench.transport.requests.clear();
        for (const auto& attempt : attempts) bench.transport.answers.push_back(response_of(attempt["response"]));
        bench.transport.on_send = [&] {
            bench.clock.time = time_of(attempts[bench.transport.requests.size() - 1]["clientTimeAtReceive"]);
        };
        const auto answer = client.call(list_roles(), {});
        EXPECT_EQ(answer.ok(), operation["expectedOutcome"] == "success");
        EXPECT_EQ(client.clock_skew(), seconds_of(operation["expectedClientSkew"]));
        ASSERT_EQ(bench.transport.requests.size(), attempts.size());
        for (std::size_t i = 0; i < attempts.size(); ++i)
            EXPECT_EQ(signing_time(bench.transport.requests[i]),
                      to_basic_iso(time_of(attempts[i]["expectedSigningTime"])));
    }
}

TEST(ClockSkewPublished, IsLearntAsTheSdksDo) {
    IAMIRROR_NEEDS_CORPORA();
    int count = 0;
    const auto cases = read_json(*corpora() / "clock-skew.json");
    for (const auto& test : cases["tests"]) {
        SCOPED_TRACE(test["description"].get<std::string>());
        run_case(test);
        ++count;
    }
    std::cout << count << " of 10 cases of clock skew\n";
    EXPECT_EQ(count, 10);
}

TEST(ClockSkew, WrongKeyOnAWrongClockIsTriedTwiceAndNoMore) {
    Bench bench;
    for (int i = 0; i < 2; ++i)
        bench.transport.answer(403, failure("SignatureDoesNotMatch", "no"),
                               {{"Date", "Thu, 01 Oct 2026 13:00:00 GMT"}});
    const auto answer = bench.client().call(list_roles(), {});
    ASSERT_FALSE(answer.ok());
    EXPECT_EQ(answer.error().kind, ErrorKind::credentials);
    EXPECT_EQ(answer.error().attempts.size(), 2u);
    EXPECT_EQ(signing_time(bench.transport.requests.at(1)), "20261001T130000Z");
}

TEST(ClockSkew, WrongKeyOnARightClockIsTriedOnce) {
    Bench bench;
    bench.transport.answer(403, failure("SignatureDoesNotMatch", "no"), {{"Date", "Thu, 01 Oct 2026 12:00:00 GMT"}});
    EXPECT_EQ(bench.client().call(list_roles(), {}).error().attempts.size(), 1u);
}

TEST(ClockSkew, DateThatIsNoneTeachesNothing) {
    EXPECT_EQ(observed_skew({.headers = {{"Date", "yesterday"}}}, Time{}, Time{}), std::nullopt);
    EXPECT_EQ(observed_skew({}, Time{}, Time{}), std::nullopt);
}

TEST(ClockSkew, WriteIsSentAgainForItHadNoEffect) {
    Bench bench;
    bench.transport.answer(403, failure("RequestTimeTooSkewed", "no"), {{"Date", "Thu, 01 Oct 2026 13:00:00 GMT"}});
    bench.transport.answer(200, "<CreateRoleResponse/>");
    EXPECT_TRUE(bench.client().call(create_role(), {}).ok());
}

}  // namespace
}  // namespace iamirror::aws
