// `iamirror policy compare` as a person calls it: the real program, without database and AWS.
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
using ::testing::AllOf;
using ::testing::HasSubstr;

class PolicyCompare : public ::testing::Test {
  protected:
    PolicyCompare() {
        write("wide", R"({"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]})");
        write("narrow", R"({"Version":"2012-10-17","Statement":[
            {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"},
            {"Sid":"Office","Effect":"Deny","Action":"*","Resource":"*",
             "Condition":{"NotIpAddress":{"aws:SourceIp":"10.0.0.0/8"}}}]})");
        write("bucket", R"({"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]})");
    }
    void write(const std::string& name, const std::string& text) const { std::ofstream{directory_ / name} << text; }

    // What follows `iamirror policy compare` in a line of sh.
    ProgramResult sh(const std::string& line) const {
        auto result = run_in_shell(IAMIRROR_BINARY, directory_, "$PROGRAM policy compare " + line);
        EXPECT_FALSE(result.has_crashed()) << result.err;
        return result;
    }

    const TemporaryDirectory own_;
    const std::filesystem::path& directory_ = own_.path();
};

TEST_F(PolicyCompare, TellsAPersonWhatIsMore) {
    const auto result = sh("wide narrow");
    EXPECT_EQ(result.exit_code, 0) << result.err;
    EXPECT_EQ(result.out,
              "A allows more than B: all that B allows, and more.\n"
              "\n"
              "A allows what B does not. For example: s3:GetObject on arn:aws:s3:::b/example by\n"
              "  arn:aws:iam::123456789012:user/example.\n"
              "  Statement[0] of A allows it; Statement[1] (Office) of B denies it.\n");
}

TEST_F(PolicyCompare, GivesOneObject) {
    const auto result = sh("narrow wide -o json");
    const json found = json::parse(result.out);
    EXPECT_EQ(found.at("relation"), "narrower");
    EXPECT_EQ(found.at("a_allows_more"),
              (json{{"answer", "no"}, {"witness", nullptr}, {"why", "B allows all that A allows"}}));
    const json& more = found.at("b_allows_more");
    EXPECT_EQ(more.at("answer"), "yes");
    // a witness is a request of simulate
    write("line", json{{"request", more.at("witness")},
                       {"identity_policies", {{{"document", json::parse(std::ifstream{directory_ / "wide"})}}}}}
                      .dump());
    const auto decided = run_in_shell(IAMIRROR_BINARY, directory_, "$PROGRAM simulate line -o json");
    EXPECT_EQ(json::parse(decided.out).at("decision"), "allowed") << decided.out;
}

TEST_F(PolicyCompare, GivesCsv) {
    EXPECT_THAT(sh("wide narrow -o csv").out,
                AllOf(HasSubstr("question,answer,principal,action,resource,context,why\r\n"),
                      HasSubstr("b_allows_more,no,,,,,A allows all that B allows\r\n")));
}

TEST_F(PolicyCompare, EndsWith2WhereAAllowsMore) {
    EXPECT_EQ(sh("wide narrow --detailed-exitcode").exit_code, 2);
    EXPECT_EQ(sh("narrow wide --detailed-exitcode").exit_code, 0);
    EXPECT_EQ(sh("wide wide --detailed-exitcode").exit_code, 0);
}

TEST_F(PolicyCompare, TakesStdinAndLinesOfSimulate) {
    write("layers", R"({"identity_policies":[{"document":{"Statement":[
        {"Effect":"Allow","Action":"*","Resource":"*"}]}}],"permissions_boundary":[{"document":{"Statement":[
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}}]})");
    const auto result = sh("- layers < wide");
    EXPECT_EQ(result.out, "A and B allow the same.\n") << result.err;
}

// Whom an endpoint lets through, and what an organization forbids on all its resources.
TEST_F(PolicyCompare, TakesEndpointAndResourceControlPolicies) {
    const std::string own = R"("identity_policies":[{"document":{"Statement":[
        {"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}]}}])";
    write("endpoint", "{" + own + R"(,"endpoint_policies":[{"document":{"Statement":[{"Effect":"Allow","Action":"*",
        "Principal":{"AWS":"111122223333"},"Resource":"*"}]}}]})");
    write("control", "{" + own + R"(,"resource_control_policies":[{"target":"r-1","policies":[{"name":"tls","document":
        {"Statement":[{"Effect":"Deny","Action":"*","Principal":"*","Resource":"*",
                       "Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}}]}]})");
    EXPECT_EQ(sh("wide endpoint").out,
              "A allows more than B: all that B allows, and more.\n"
              "\n"
              "A allows what B does not. For example: s3:GetObject on arn:aws:s3:::b/example by\n"
              "  arn:aws:iam::123456789012:user/example.\n"
              "  Statement[0] of A allows it; no statement of B's endpoint policies allows it.\n");
    EXPECT_EQ(sh("wide control").out,
              "A allows more than B: all that B allows, and more.\n"
              "\n"
              "A allows what B does not. For example: s3:GetObject on arn:aws:s3:::b/example by\n"
              "  arn:aws:iam::123456789012:user/example, when aws:SecureTransport is false.\n"
              "  Statement[0] of A allows it; Statement[0] of B's resource control policies,\n"
              "  policy r-1/tls denies it.\n");
    const json found = json::parse(sh("endpoint control -o json").out);
    EXPECT_EQ(found.at("relation"), "neither");
    EXPECT_THAT(found.at("b_allows_more").at("witness").at("principal"), ::testing::Not(HasSubstr("111122223333")));
}

TEST_F(PolicyCompare, TakesAResourcePolicyBesideThoseOfThePrincipal) {
    write("granted", R"({"identity_policies":[{"document":{"Statement":[{"Effect":"Deny","Action":"s3:Put*",
        "Resource":"*"}]}}],"resource_policy":{"Statement":[{"Effect":"Allow","Action":"s3:Get*",
        "Principal":{"AWS":"arn:aws:iam::111122223333:user/ann"},"Resource":"*"}]}})");
    EXPECT_EQ(sh("granted wide").out,
              "A and B each allow what the other does not.\n"
              "\n"
              "A allows what B does not. For example: s3:GetObject on\n"
              "  arn:aws:s3:::example/example by arn:aws:iam::111122223333:user/ann.\n"
              "  Statement[0] of A's resource policy allows it; no statement of B's identity\n"
              "  policies allows it.\n"
              "\n"
              "B allows what A does not. For example: s3:GetObject on arn:aws:s3:::b/example by\n"
              "  arn:aws:iam::111122223333:user/example.\n"
              "  Statement[0] of B allows it; no statement of A's identity policies allows it.\n");
    write("only", R"({"resource_policy":{"Statement":[{"Effect":"Allow","Action":"s3:GetObject",
        "Principal":{"AWS":"111122223333"},"Resource":"*"}]}})");
    const auto turned = sh("only wide --type identity -o json");
    EXPECT_EQ(json::parse(turned.out).at("relation"), "narrower") << turned.err;
}

// What a key's or a role's own policy must allow as well is said.
TEST_F(PolicyCompare, SaysWhatItSupposes) {
    write("key", R"({"Statement":[{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]})");
    const json found = json::parse(sh("key wide -o json").out);
    EXPECT_THAT(found.at("a_allows_more").at("why"),
                HasSubstr("the resource's own policy is taken to leave it to the account"));
    EXPECT_THAT(found.at("b_allows_more").at("why"), ::testing::Not(HasSubstr("own policy")));
    EXPECT_THAT(sh("key wide").out, HasSubstr("the resource's own policy is taken"));
}

TEST_F(PolicyCompare, SaysWhatIsWrongAndWhere) {
    write("broken", R"({"Statement":[{"Effect":"Allow","Action":5,"Resource":"*"}]})");
    write("mixed", R"({"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},
                                    {"Effect":"Allow","Action":"*","Resource":"*"}]})");
    write("typing", R"({"identity_policy":[]})");
    write("grant", R"({"endpoint_policies":[],"resource_policy":{"Statement":[]}})");
    write("layers", R"({"identity_policies":[]})");
    write("acl", R"({"identity_policies":[],"object":{"owner":"111122223333"}})");
    const std::pair<const char*, const char*> cases[] = {
        {"wide broken", "broken: "},
        {"mixed wide", "mixed: Statement[1] has no Principal"},
        {"wide bucket", "A is a policy of type identity, B of type resource"},
        {"wide typing", "typing: identity_policy"},
        {"wide grant --type resource", "grant: holds more than a resource_policy, so --type resource does not fit"},
        {"bucket layers --type trust", "layers: holds no resource_policy, so --type trust does not fit"},
        {"wide acl", "acl: object cannot be compared: leave it out on both sides"},
        {"wide missing", "missing"},
        {"- -", "cannot both be stdin"},
        {"wide wide --type none", "none"}};
    for (const auto& [line, what] : cases) {
        const auto result = sh(line);
        EXPECT_TRUE(result.exit_code == 1 || result.exit_code == 64) << line << " " << result.exit_code;
        EXPECT_THAT(result.err, HasSubstr(what)) << line;
        EXPECT_EQ(result.out, "") << line;
    }
}

TEST_F(PolicyCompare, TakesATypeThatIsSaid) {
    write("mixed", R"({"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"},
                                    {"Effect":"Allow","Action":"s3:*","Resource":"*"}]})");
    EXPECT_EQ(sh("mixed bucket --type resource").out, "A and B allow the same.\n");
}

}  // namespace
}  // namespace iamirror::testing
