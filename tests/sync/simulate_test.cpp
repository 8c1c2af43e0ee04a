// `iamirror simulate` as a person or a program calls it: the real program, without database and AWS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "model/base/text.h"
#include "tests/support/program.h"
#include "tests/support/temporary_directory.h"

namespace iamirror::testing {
namespace {

using nlohmann::json;
using ::testing::HasSubstr;

class Simulate : public ::testing::Test {
  protected:
    static json request(int id) {
        json line = json::parse(R"({"request": {"principal": "arn:aws:iam::111122223333:user/alice",
            "action": "s3:GetObject", "resource": {"arn": "arn:aws:s3:::data/a"}}, "identity_policies": [{"name": "p",
            "document": {"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::data/*"}]}}]})");
        line["id"] = id;
        if (id % 3 == 0) line["request"]["resource"]["arn"] = "arn:aws:s3:::other/a";
        return line;
    }
    void write(const std::string& text) const { std::ofstream{directory_ / "lines"} << text; }

    ProgramResult sh(const std::string& line) const {
        auto result = run_in_shell(IAMIRROR_BINARY, directory_, line);
        EXPECT_FALSE(result.has_crashed()) << result.err;
        return result;
    }

    const TemporaryDirectory own_;
    const std::filesystem::path& directory_ = own_.path();
};

TEST_F(Simulate, AnswersInTheOrderOfTheLines) {
    std::string lines;
    for (int id = 0; id < 3'000; ++id) lines += request(id).dump() + "\n";
    write(lines);
    const ProgramResult result = sh("$PROGRAM simulate lines");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const auto answers = split(result.out, '\n');
    ASSERT_EQ(answers.size(), 3'001U);
    for (int id = 0; id < 3'000; ++id) {
        const json answer = json::parse(answers[static_cast<std::size_t>(id)]);
        ASSERT_EQ(answer.at("id"), id);
        ASSERT_EQ(answer.at("decision"), id % 3 == 0 ? "denied" : "allowed");
    }
}

TEST_F(Simulate, ABadLineEndsNothing) {
    write(request(1).dump() + "\nnonsense\n\n" + request(2).dump());
    const ProgramResult result = sh("$PROGRAM simulate < lines");
    EXPECT_EQ(result.exit_code, 3);
    const auto answers = split(result.out, '\n');
    ASSERT_EQ(answers.size(), 4U) << result.out;
    EXPECT_EQ(json::parse(answers[0]).at("decision"), "allowed");
    EXPECT_THAT(json::parse(answers[1]).at("error").get<std::string>(), HasSubstr("not JSON"));
    EXPECT_EQ(json::parse(answers[2]).at("id"), 2);
}

// A program that asks, and waits for the answer before it goes on.
TEST_F(Simulate, AnswersBeforeTheNextLineComes) {
    write(request(1).dump() + "\n");
    const ProgramResult result =
        sh("mkfifo in out; $PROGRAM simulate < in > out & exec 3> in 4< out; "
           "cat lines >&3; read -r a <&4; cat lines >&3; read -r b <&4; exec 3>&-; wait $!; echo \"$? $a\"");
    EXPECT_THAT(result.out, HasSubstr("0 {\"id\":1,\"decision\":\"allowed\""));
}

// What a person sees: nothing cut, nothing raw, and names whole on a line where it is wide enough for one.
TEST_F(Simulate, TellsInWords) {
    json line = request(1);
    line["mode"] = "open";
    line["identity_policies"][0]["document"]["Statement"][0]["Sid"] = "Read";
    line["identity_policies"][0]["document"]["Statement"][0]["Condition"] = {
        {"IpAddress", {{"aws:SourceIp", "10.0.0.0/8"}}}, {"Bool", {{"aws:MultiFactorAuthPresent", true}}}};
    write(line.dump() + "\n" + request(3).dump() + "\nnonsense\n");
    const ProgramResult result = sh("$PROGRAM simulate -o table lines");
    EXPECT_EQ(result.exit_code, 3);
    EXPECT_EQ(result.out,
              "1: allowed under a condition\n"
              "  who: arn:aws:iam::111122223333:user/alice\n"
              "  what: s3:GetObject\n"
              "  on: arn:aws:s3:::data/a\n"
              "  Allowed by the identity policies: statement 0 (Read) of p.\n"
              "  if aws:MultiFactorAuthPresent is true and aws:SourceIp is in 10.0.0.0/8\n"
              "\n"
              "3: denied, for want of an Allow\n"
              "  who: arn:aws:iam::111122223333:user/alice\n"
              "  what: s3:GetObject\n"
              "  on: arn:aws:s3:::other/a\n"
              "  No identity policy allows it.\n"
              "\n"
              "(no id): error: the line is not JSON at octet 0\n"
              "\n");
}

TEST_F(Simulate, WordsAreWrappedAndSafe) {
    json line = request(1);
    const std::string key = std::string(100, 'k');
    line["id"] = "one\x1b[2J\u202e two";
    line["request"]["resource"]["arn"] = "arn:aws:s3:::data/" + key;
    json statement = line["identity_policies"][0]["document"]["Statement"][0];
    statement["Effect"] = "Deny";
    statement["Sid"] = "No\nNewLine";
    line["identity_policies"][0]["name"] = std::string(60, 'p');
    line["identity_policies"][0]["document"]["Statement"] = std::vector<json>(21, statement);
    write(line.dump() + "\n");
    const ProgramResult result = sh("$PROGRAM simulate -o table < lines");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_THAT(result.out, HasSubstr("one\\x1B[2J\\u{202E} two: denied, by a Deny\n"));
    EXPECT_THAT(result.out, HasSubstr("\n    arn:aws:s3:::data/" + key + "\n"));
    EXPECT_THAT(result.out, HasSubstr("No\\x0ANewLine"));
    EXPECT_THAT(result.out, HasSubstr("\n    statement 20 (No"));
    for (const auto text : split(result.out, '\n'))
        EXPECT_TRUE(text.size() <= 80 || text.find(' ', 4) == std::string_view::npos) << text;
}

// The format counts only where someone gave one: programs read JSON lines.
TEST_F(Simulate, TakesTheFormatFromWhereverItIsSet) {
    write(request(1).dump() + "\n");
    EXPECT_THAT(sh("$PROGRAM simulate lines").out, HasSubstr("{\"id\":1,"));
    EXPECT_THAT(sh("$PROGRAM simulate -o json lines").out, HasSubstr("{\"id\":1,"));
    EXPECT_THAT(sh("IAMIRROR_OUTPUT=table $PROGRAM simulate lines").out, HasSubstr("1: allowed\n"));
    EXPECT_THAT(sh("$PROGRAM -o table simulate lines").out, HasSubstr("1: allowed\n"));
    const ProgramResult csv = sh("$PROGRAM simulate -o csv lines");
    EXPECT_EQ(csv.exit_code, 64);
    EXPECT_EQ(csv.out, "");
    EXPECT_THAT(csv.err, HasSubstr("no CSV"));
}

// A line of 100 MB is passed over whole, and what follows is answered; so are lines that end as on Windows.
TEST_F(Simulate, ALineTooLongEndsNothing) {
    write(request(1).dump() + "\r\n" + request(2).dump() + "\r\n\r\n" + request(4).dump() + "\r");
    const ProgramResult result =
        sh("{ head -c 100000000 /dev/zero | tr '\\0' '['; echo; cat lines; } | $PROGRAM simulate");
    EXPECT_EQ(result.exit_code, 3);
    const auto answers = split(result.out, '\n');
    ASSERT_EQ(answers.size(), 5U) << result.out;
    EXPECT_EQ(json::parse(answers[0]).at("error"), "the line is longer than 16 MiB");
    for (std::size_t i = 1; i < 4; ++i) EXPECT_EQ(json::parse(answers[i]).at("decision"), "allowed");
}

TEST_F(Simulate, NamesTheFileItCannotRead) {
    const ProgramResult result = sh("$PROGRAM simulate missing");
    EXPECT_EQ(result.exit_code, 64);
    EXPECT_THAT(result.err, HasSubstr("missing cannot be read: No such file"));
    EXPECT_EQ(sh("$PROGRAM simulate .").exit_code, 64);
}

TEST_F(Simulate, TellsThatStdoutIsFull) {
    write(request(1).dump() + "\n");
    EXPECT_EQ(sh("$PROGRAM simulate lines > /dev/full").exit_code, 1);
}

}  // namespace
}  // namespace iamirror::testing
