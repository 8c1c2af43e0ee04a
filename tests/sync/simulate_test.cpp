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
