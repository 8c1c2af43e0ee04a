// `iamirror policy expand` as a person calls it: the real program, without database and AWS.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "model/base/text.h"
#include "tests/support/program.h"
#include "tests/support/temporary_directory.h"

namespace iamirror::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr auto* readers = R"({"Version":"2012-10-17","Statement":[
    {"Effect":"Allow","Action":["s3:GetBucketPolic*","sts:AssumeRole","zzz:Read","s3:Foo*"],"Resource":"*"},
    {"Effect":"Deny","Action":"S3:putbucketpolicy","Resource":"*"}]})";

class PolicyExpand : public ::testing::Test {
  protected:
    std::string write(const std::string& text) const {
        const auto path = directory_ / "policy.json";
        std::ofstream{path} << text;
        return path.string();
    }

    // What follows `iamirror policy expand` in a line of sh.
    ProgramResult sh(const std::string& line) const {
        auto result = run_in_shell(IAMIRROR_BINARY, directory_, "$PROGRAM policy expand " + line);
        EXPECT_FALSE(result.has_crashed()) << result.err;
        return result;
    }

    const TemporaryDirectory own_;
    const std::filesystem::path& directory_ = own_.path();
};

TEST_F(PolicyExpand, OrdersPlacesByNumber) {
    std::string statements;
    for (const char* action : {"GetObject", "PutObject", "DeleteObject", "ListBucket", "GetObjectAcl", "PutObjectAcl",
                               "GetBucketAcl", "PutBucketAcl", "GetBucketPolicy", "PutBucketPolicy", "DeleteBucket"})
        statements += std::string(statements.empty() ? "" : ",") + R"({"Effect":"Allow","Action":"s3:)" + action +
                      R"(","Resource":"*"})";
    write(R"({"Version":"2012-10-17","Statement":[)" + statements + "]}");
    const auto result = sh("policy.json");
    const auto second = result.out.find("Statement[2]"), tenth = result.out.find("Statement[10]");
    ASSERT_NE(second, std::string::npos) << result.out;
    ASSERT_NE(tenth, std::string::npos) << result.out;
    EXPECT_LT(second, tenth) << result.out;
}

TEST_F(PolicyExpand, NamesTheFileThatIsNoPolicy) {
    write("{");
    const auto result = sh("policy.json");
    EXPECT_NE(result.exit_code, 0);
    EXPECT_THAT(result.err, HasSubstr("policy.json: "));
}

TEST_F(PolicyExpand, ShowsATableOf80Columns) {
    write(readers);
    const auto result = sh("policy.json");
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.out,
              "Allow s3, by s3:GetBucketPolic* in Statement[0].Action[0]\n"
              "  level  action\n"
              "  Read   GetBucketPolicy\n"
              "  Read   GetBucketPolicyStatus\n"
              "\n"
              "Allow sts, by sts:AssumeRole in Statement[0].Action[1]\n"
              "  level  action\n"
              "  Write  AssumeRole\n"
              "\n"
              "Allow zzz, by zzz:Read in Statement[0].Action[2]\n"
              "  level    action\n"
              "  Unknown  Read\n"
              "\n"
              "Deny s3, by S3:putbucketpolicy in Statement[1].Action[0]\n"
              "  level        action\n"
              "  Permissions  PutBucketPolicy\n");
    EXPECT_THAT(result.err, AllOf(HasSubstr(R"(Statement[0].Action[2]: "zzz:Read": the catalogue of )"),
                                  HasSubstr(R"(Statement[0].Action[3]: "s3:Foo*" matches no action)")));
    write(R"({"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}})");
    const auto all = sh("policy.json");
    std::size_t lines = 0;
    for (const auto line : split(all.out, '\n')) {
        EXPECT_LE(line.size(), 80U) << line;
        ++lines;
    }
    EXPECT_GT(lines, 20'000U);
    EXPECT_EQ(all.err, "");
}

TEST_F(PolicyExpand, PrintsCsv) {
    write(readers);
    const auto result = sh("-o csv policy.json");
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_EQ(result.out,
              "effect,access_level,service,action,pattern,place\r\n"
              "Allow,Read,s3,s3:GetBucketPolicy,s3:GetBucketPolic*,Statement[0].Action[0]\r\n"
              "Allow,Read,s3,s3:GetBucketPolicyStatus,s3:GetBucketPolic*,Statement[0].Action[0]\r\n"
              "Allow,Write,sts,sts:AssumeRole,sts:AssumeRole,Statement[0].Action[1]\r\n"
              "Allow,Unknown,zzz,zzz:Read,zzz:Read,Statement[0].Action[2]\r\n"
              "Deny,Permissions management,s3,s3:PutBucketPolicy,S3:putbucketpolicy,Statement[1].Action[0]\r\n");
}

TEST_F(PolicyExpand, PrintsOneObject) {
    write(R"({"Statement":{"Effect":"Deny","NotAction":["s3:*","zzz:Read"],"Resource":"*"}})");
    const auto result = sh("-o json - < policy.json");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    const auto object = nlohmann::json::parse(result.out);
    EXPECT_EQ(object.at("catalogue").at("date").get<std::string>().size(), 10U);
    EXPECT_GT(object.at("actions").size(), 20'000U);
    for (const auto& action : object.at("actions")) {
        // Neither what NotAction leaves out nor what it lists and nobody knows.
        EXPECT_THAT(action.at("action").get<std::string>(), AllOf(Not(HasSubstr("s3:Get")), Not(HasSubstr("zzz"))));
        EXPECT_EQ(action.at("effect"), "Deny");
        EXPECT_EQ(action.at("pattern"), "NotAction");
        EXPECT_EQ(action.at("place"), "Statement[0].NotAction");
    }
    ASSERT_EQ(object.at("findings").size(), 1U);
    EXPECT_EQ(object.at("findings")[0].at("code"), "unknown_service");
    EXPECT_EQ(object.at("findings")[0].at("place"), "Statement[0].NotAction[1]");
}

struct BadCall {
    const char* line;  // of sh; policy.json holds `document`
    const char* document;
    int exit_code;
    const char* message;
};

TEST_F(PolicyExpand, SaysWhatIsWrongAndWhere) {
    const BadCall table[] = {
        {"policy.json", "", 1, "is not JSON"},
        {"policy.json", "[", 1, "is not JSON"},
        {"policy.json", "\xff", 1, "is not JSON"},
        {"policy.json", "[]", 1, "the policy document must be an object"},
        {"policy.json", "{}", 1, "has no Statement"},
        {"policy.json", R"({"Statement":[{"Effect":"Allow","Action":["a:b",5]}]})", 1,
         "Statement[0].Action[1] must be a string"},
        {"policy.json", R"({"Statement":[],"Statement":[]})", 1, "Statement"},
        {"absent.json", "", 64, "the file absent.json cannot be read: No such file"},
        {".", "", 64, "cannot be read"},
        {"/dev/zero", "", 64, "it is longer than"},
        {"", "", 64, "file is required"},
        {"policy.json > /dev/full", readers, 1, "stdout could not be written"},
    };
    for (const auto& [line, document, exit_code, message] : table) {
        write(document);
        const auto result = sh(line);
        EXPECT_EQ(result.exit_code, exit_code) << line << " " << document << "\n" << result.err;
        EXPECT_THAT(result.err, HasSubstr(message)) << line << " " << document;
    }
    write("{}");
    const auto object = nlohmann::json::parse(sh("-o json policy.json").out);
    EXPECT_EQ(object.at("error").at("kind"), "invalid_input");
}

TEST_F(PolicyExpand, LetsNothingOfADocumentReachTheTerminal) {
    write(R"({"Statement":{"Effect":"Allow","Action":["zzz:\u001b[2J","s3:\u0007*"]}})");
    const auto result = sh("policy.json");
    EXPECT_EQ(result.exit_code, 0);
    EXPECT_THAT(result.out + result.err,
                AllOf(Not(HasSubstr("\x1b")), Not(HasSubstr("\x07")), HasSubstr(R"(\x1B[2J)")));
    write(R"({"Statement":[]})");
    EXPECT_EQ(sh("policy.json").out, "The policy names no action.\n");
}

}  // namespace
}  // namespace iamirror::testing
