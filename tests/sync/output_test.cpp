#include "sync/output.h"

#include <gtest/gtest.h>

#include <sstream>

namespace iamirror::sync {

namespace {

std::string printed(const Table& table, OutputFormat format) {
    std::ostringstream out;
    print(out, table, format);
    return out.str();
}

}  // namespace

TEST(Output, CsvQuotesAsRfc4180Says) {
    const Table table{{"a", "b"}, {{"x,\"y\"", std::nullopt}, {"line\nend", "plain"}}};
    EXPECT_EQ(printed(table, OutputFormat::csv), "a,b\r\n\"x,\"\"y\"\"\",\r\n\"line\nend\",plain\r\n");
}

TEST(Output, ATableShowsEscapesAsText) {
    const Table table{{"name"}, {{"red\x1b[31m"}}};
    EXPECT_EQ(printed(table, OutputFormat::table), "name\nred\\x1B[31m\n");
}

TEST(Output, ATableAlignsByCharactersNotOctets) {
    const Table table{{"n", "x"}, {{"\xC3\xA9", "1"}, {"ee", "2"}}};
    EXPECT_EQ(printed(table, OutputFormat::table), "n   x\n\xC3\xA9   1\nee  2\n");
}

TEST(Output, AnErrorHasEveryKeyOfTheContract) {
    const auto object =
        to_json(Error{.kind = ErrorKind::denied, .message = "no", .attempts = {{.number = 1, .http_status = 403}}});
    for (const auto* key :
         {"kind", "message", "hint", "service_action", "account_id", "region", "aws_code", "request_id", "attempts"})
        EXPECT_TRUE(object.contains(key)) << key;
    EXPECT_EQ(object.at("kind"), "denied");
    EXPECT_EQ(object.at("attempts").size(), 1u);
}

}  // namespace iamirror::sync
