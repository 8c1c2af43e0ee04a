// Names and documents that no one should make, from a server that gives them all the same.
#include "model/base/digest.h"
#include "model/base/text.h"
#include "tests/fakes/scripted_iam.h"
#include "tests/flow/flow_test.h"

namespace iamirror::testing {
namespace {

struct Hostile {
    std::string title;
    std::string name;      // of the role, as XML
    std::string document;  // its trust policy, as octets
    bool has_finding = false;
};

const char* const plain = R"({"Version":"2012-10-17","Statement":[]})";

std::vector<Hostile> hostile_roles() {
    const std::string deep(20'000, '[');
    const std::string deep_end(20'000, ']');
    const std::string megabyte(1'000'000, 'x');
    return {
        {"quotes", "it's a \"role\"'); drop table mirror.document; --", plain},
        {"path", "../../../etc/passwd", plain},
        {"terminal", "red&#27;[31m and &#27;]0;title&#7;", plain},
        {"bidirectional", "admin\u202Etxt.exe", plain},
        {"backslashes", "\\N\\t\\x41\\", plain},
        {"duplicate key", "a1", R"({"Version":"2012-10-17","Version":"2008-10-17","Statement":[]})", true},
        {"escaped NUL", "a2", R"({"Version":"2012-10-17","Id":"a\u0000b","Statement":[]})", true},
        {"NUL", "a3", std::string("{\"Id\":\"a\0b\"}", 12), true},
        {"lone surrogate", "a4", R"({"Version":"2012-10-17","Id":"\ud800","Statement":[]})", true},
        {"deep", "a5", R"({"Version":"2012-10-17","Statement":)" + deep + deep_end + "}", true},
        {"unclosed", "a6", deep, true},
        {"long string", "a7", R"({"Version":"2012-10-17","Id":")" + megabyte + R"(","Statement":[]})"},
        {"number out of range", "a8", R"({"Version":"2012-10-17","Statement":[],"Weight":1e999999})", true},
        {"wrong types", "a9", R"({"Version":7,"Statement":{"Effect":["Allow"],"Action":{"a":1},"Principal":42}})",
         true},
        {"no JSON", "b1", "Statement: allow everything", true},
        {"bad UTF-8", "b2", "{\"Id\":\"\xFF\xFE\"}", true},
        {"empty", "b3", "", true},
        {"list", "b4", "[]", true},
    };
}

std::string arn_of(std::size_t number) {
    return "arn:aws:iam::123456789012:role/hostile-" + std::to_string(number);
}

std::string details_page() {
    std::string members;
    const std::vector<Hostile> roles = hostile_roles();
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const std::string document = percent_encode(roles[i].document);
        members += "<member><Path>/</Path><RoleName>" + roles[i].name + "</RoleName><RoleId>AROAHOSTILE" +
                   std::to_string(1000 + i) + "</RoleId><Arn>" + arn_of(i) +
                   "</Arn><CreateDate>2026-01-01T00:00:00Z</CreateDate><AssumeRolePolicyDocument>" + document +
                   "</AssumeRolePolicyDocument><RolePolicyList><member><PolicyName>" + roles[i].name +
                   "</PolicyName><PolicyDocument>" + document +
                   "</PolicyDocument></member></RolePolicyList><Tags><member><Key>" + roles[i].name + "</Key><Value>" +
                   roles[i].name + "</Value></member></Tags></member>";
    }
    return "<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><IsTruncated>false"
           "</IsTruncated><RoleDetailList>" +
           members +
           "</RoleDetailList></GetAccountAuthorizationDetailsResult></GetAccountAuthorizationDetailsResponse>";
}

class ImportHostile : public FlowTest {
  protected:
    void SetUp() override {
        FlowTest::SetUp();
        proxy_ = std::make_unique<Proxy>([](const Request& request) {
            if (parse_call(request).action != "GetAccountAuthorizationDetails") {
                return ScriptedIam({})(request);
            }
            return Response{.status = 200, .headers = {{"Content-Type", "text/xml"}}, .body = details_page()};
        });
    }
};

TEST_F(ImportHostile, KeepsEveryRoleAndEveryDocumentAsReceived) {
    import();
    const std::vector<Hostile> roles = hostile_roles();
    EXPECT_EQ(number("select count(*) from aws.aws_iam_role"), static_cast<long>(roles.size()));
    for (const Hostile& role : roles) {
        EXPECT_EQ(
            database_->query("select 1 from mirror.document where body = decode($1, 'hex')", {to_hex(role.document)})
                .size(),
            1U)
            << role.title;
    }
}

TEST_F(ImportHostile, NamesInAFindingWhatItCannotShow) {
    import();
    const std::vector<Hostile> roles = hostile_roles();
    for (std::size_t i = 0; i < roles.size(); ++i) {
        const auto findings = database_->query("select code from ops.finding where arn = $1", {arn_of(i)});
        EXPECT_EQ(!findings.empty(), roles[i].has_finding) << roles[i].title;
    }
}

TEST_F(ImportHostile, ChangesNothingWhenReadAgain) {
    import();
    const std::string before = snapshot();
    import();
    EXPECT_EQ(snapshot(), before);
}

TEST_F(ImportHostile, SendsNoEscapeToTheTerminal) {
    const ProgramResult result = run({"import"});
    EXPECT_EQ((result.out + result.err).find('\x1b'), std::string::npos);
    const ProgramResult rows = run({"status"});
    EXPECT_EQ((rows.out + rows.err).find('\x1b'), std::string::npos);
}

}  // namespace
}  // namespace iamirror::testing
