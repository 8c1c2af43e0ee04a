#include "sync/log_entry.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace iamirror::sync {

namespace {

const Time noon = std::chrono::sys_days{std::chrono::year{2026} / 10 / 1} + std::chrono::hours{12};

nlohmann::json object_of(const LogEntry& entry) {
    return nlohmann::json::parse(json_line(entry, noon));
}

}  // namespace

TEST(LogEntry, BeginsWithTimeLevelAndMessage) {
    EXPECT_EQ(json_line({.level = LogLevel::warn, .message = "late", .fields = {{"by_ms", 5}}}, noon),
              R"({"time":"2026-10-01T12:00:00Z","level":"warn","message":"late","by_ms":5})");
}

TEST(LogEntry, HostileTextStaysOneLineOfAscii) {
    const auto line = json_line({.message = "\x1b[2J\xC2\x9B"
                                            "31m\n\xFF\xE2\x80\xAE\"",
                                 .fields = {{"\x7F", "\r"}}},
                                noon);
    EXPECT_TRUE(std::all_of(line.begin(), line.end(), [](char c) { return c >= 0x20 && c < 0x7F; })) << line;
    EXPECT_EQ(nlohmann::json::parse(line).at("message"),
              "\x1b[2J\xC2\x9B"
              "31m\n\xEF\xBF\xBD\xE2\x80\xAE\"");
}

TEST(LogEntry, ACallHasItsFields) {
    const auto entry = entry_of(CallEnded{.service_action = "iam:ListRoles",
                                          .region = "us-east-1",
                                          .attempt = 2,
                                          .http_status = 503,
                                          .aws_code = "Throttling",
                                          .request_id = "r-1",
                                          .duration_ms = 7});
    EXPECT_EQ(entry.level, LogLevel::debug);
    EXPECT_EQ(entry.message, "iam:ListRoles us-east-1 attempt 2 HTTP 503 Throttling 7 ms request r-1");
    const auto object = object_of(entry);
    EXPECT_EQ(object.at("service_action"), "iam:ListRoles");
    EXPECT_EQ(object.at("http_status"), 503);
    EXPECT_EQ(object.at("request_id"), "r-1");
}

TEST(LogEntry, AnErrorHasAllAttempts) {
    const Error error{.kind = ErrorKind::throttled,
                      .message = "no",
                      .account_id = "123456789012",
                      .attempts = {{.number = 1, .http_status = 503}, {.number = 2, .code = "Throttling"}}};
    const auto object = object_of(entry_of(error));
    EXPECT_EQ(object.at("level"), "error");
    EXPECT_EQ(object.at("kind"), "throttled");
    EXPECT_EQ(object.at("account_id"), "123456789012");
    EXPECT_EQ(object.at("attempts").at(1).at("code"), "Throttling");
    EXPECT_NE(object.at("message").get<std::string>().find("2 attempts"), std::string::npos);
}

}  // namespace iamirror::sync
