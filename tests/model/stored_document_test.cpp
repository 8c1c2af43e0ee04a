// Hostile and odd documents: each is kept whole, gets a finding that names what is wrong, and crashes nothing.
#include "model/stored_document.h"

#include <gtest/gtest.h>

#include "model/base/digest.h"
#include "model/base/text.h"

namespace iamirror::model {
namespace {

const std::string allow_all =
    R"({"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]})";

std::string nested(std::size_t depth) {
    return R"({"Statement":)" + std::string(depth, '[') + std::string(depth, ']') + "}";
}

struct Case {
    std::string name;
    std::string received;
    std::string code;
    bool has_policy = false;
};

std::vector<Case> bad_documents() {
    using namespace std::string_literals;
    return {
        {"Empty", "", "policy_not_json"},
        {"Blank", " \n", "policy_not_json"},
        {"Cut", R"({"Version":"2012-10-17","Statement":[)", "policy_not_json"},
        {"TwoValues", "{} {}", "policy_not_json"},
        {"TrailingComma", R"({"Statement":[],})", "policy_not_json"},
        {"SingleQuotes", "{'Statement':[]}", "policy_not_json"},
        {"Html", "<html><body>503</body></html>", "policy_not_json"},
        {"ByteOrderMark", "\xEF\xBB\xBF{}", "policy_not_json"},
        {"LeadingZero", R"({"a":01})", "policy_not_json"},
        {"NotANumber", R"({"a":NaN})", "policy_not_json"},
        {"List", "[]", "policy_not_object", true},
        {"Text", "\"Allow\"", "policy_not_object", true},
        {"DuplicateKey", R"({"Statement":[],"Statement":[{"Effect":"Allow"}]})", "policy_duplicate_key"},
        {"DuplicateKeyByEscape", R"({"Statement":[],"\u0053tatement":[]})", "policy_duplicate_key"},
        {"DuplicateKeyDeep", R"({"Statement":[{"Effect":"Deny","Condition":{"Bool":{"a":1,"a":2}}}]})",
         "policy_duplicate_key"},
        {"NulEscape", R"({"Statement":[],"Id":"a\u0000b"})", "policy_nul"},
        {"NulEscapeInKey", R"({"Statement":[],"a\u0000b":1})", "policy_nul"},
        {"NulOctetInString", "{\"Id\":\"a\0b\",\"Statement\":[]}"s, "policy_nul"},
        {"NulOctetBehind", "{\"Statement\":[]}\0"s, "policy_nul"},
        {"LoneHighSurrogate", R"({"Statement":[],"Id":"\ud800"})", "policy_lone_surrogate"},
        {"LoneLowSurrogate", R"({"Statement":[],"Id":"\udfff"})", "policy_lone_surrogate"},
        {"HighThenLetter", R"({"Statement":[],"Id":"\ud800\u0041"})", "policy_lone_surrogate"},
        {"SurrogateOctets", "{\"Statement\":[],\"Id\":\"\xED\xA0\x80\"}", "policy_not_utf8"},
        {"Latin1", "{\"Statement\":[],\"Id\":\"caf\xE9\"}", "policy_not_utf8"},
        {"Deep", nested(1001), "policy_too_deep"},
        {"TwentyThousandDeep", nested(20'000), "policy_too_deep"},
        {"TwentyThousandOpen", R"({"Statement":)" + std::string(20'000, '['), "policy_too_deep"},
        {"HugeExponent", R"({"Statement":[],"x":1e999999})", "policy_number_out_of_range"},
        {"TinyNumber", R"({"Statement":[],"x":1e-99999999999999999999})", "policy_number_out_of_range"},
        {"LongNumber", R"({"Statement":[],"x":)" + std::string(200'000, '9') + "}", "policy_number_out_of_range"},
        {"BadPercent", "%7B%2", "policy_bad_encoding"},
        {"NoStatement", R"({"Version":"2012-10-17"})", "policy_wrong_type", true},
        {"StatementText", R"({"Statement":"Allow"})", "policy_wrong_type", true},
        {"StatementNumbers", R"({"Statement":[1,2]})", "policy_wrong_type", true},
        {"NoEffect", R"({"Statement":[{"Action":"*"}]})", "policy_wrong_type", true},
        {"EffectList", R"({"Statement":[{"Effect":["Allow"]}]})", "policy_wrong_type", true},
        {"ActionObject", R"({"Statement":[{"Effect":"Allow","Action":{}}]})", "policy_wrong_type", true},
        {"ResourceNumbers", R"({"Statement":[{"Effect":"Allow","Resource":[1]}]})", "policy_wrong_type", true},
        {"PrincipalList", R"({"Statement":[{"Effect":"Allow","Principal":["*"]}]})", "policy_wrong_type", true},
        {"ConditionText", R"({"Statement":[{"Effect":"Allow","Condition":"x"}]})", "policy_wrong_type", true},
        {"ConditionNull", R"({"Statement":[{"Effect":"Allow","Condition":{"Bool":{"a":null}}}]})", "policy_wrong_type",
         true},
        {"ConditionKeyInTwoCases",
         R"({"Statement":[{"Effect":"Allow","Condition":{"Bool":{"aws:A":"1","aws:a":"2"}}}]})", "policy_wrong_type",
         true},
    };
}

class BadDocument : public testing::TestWithParam<Case> {};

TEST_P(BadDocument, IsKeptWholeWithAFinding) {
    const Case& c = GetParam();
    const StoredDocument stored = store_document(c.received);
    EXPECT_EQ(stored.body, c.received);
    EXPECT_EQ(stored.sha256, sha256(c.received));
    ASSERT_FALSE(stored.findings.empty());
    EXPECT_EQ(stored.findings.front().code, c.code);
    EXPECT_EQ(stored.policy.has_value(), c.has_policy);
    EXPECT_FALSE(stored.policy_std);
    for (const DocumentFinding& finding : stored.findings) {
        EXPECT_EQ(finding.message, printable(finding.message));
        EXPECT_FALSE(finding.remedy.empty());
        EXPECT_LT(finding.message.size(), 1000u);
    }
}

INSTANTIATE_TEST_SUITE_P(Hostile, BadDocument, testing::ValuesIn(bad_documents()),
                         [](const auto& each) { return each.param.name; });

TEST(StoredDocument, DecodesWhatIsPercentEncoded) {
    const StoredDocument raw = store_document(allow_all);
    const StoredDocument encoded = store_document(percent_encode(allow_all));
    EXPECT_EQ(encoded.body, allow_all);
    EXPECT_EQ(encoded.sha256, raw.sha256);
    EXPECT_EQ(encoded.policy, allow_all);
    EXPECT_TRUE(encoded.findings.empty());
}

TEST(StoredDocument, LeavesPercentSignsOfRawJsonAlone) {
    const std::string text = R"( {"Statement":[{"Effect":"Allow","Action":"*","Resource":"a%2Fb"}]})";
    const StoredDocument stored = store_document(text);
    EXPECT_EQ(stored.body, text);
    EXPECT_NE(stored.policy_std->find("a%2Fb"), std::string::npos);
}

TEST(StoredDocument, PlusIsNotABlank) {
    EXPECT_EQ(store_document(R"(%7B%22Id%22%3A%22a+b%22%7D)").body, R"({"Id":"a+b"})");
}

TEST(StoredDocument, HoldsAMegabyteString) {
    const std::string sid(1 << 20, 'x');
    const StoredDocument stored = store_document(R"({"Statement":{"Effect":"Allow","Sid":")" + sid + "\"}}");
    EXPECT_TRUE(stored.findings.empty());
    EXPECT_NE(stored.policy_std->find(sid), std::string::npos);
}

TEST(StoredDocument, NamesWhereTheFaultIsAndHowOftenItComes) {
    const StoredDocument stored =
        store_document(R"({"Statement":[{"Effect":"Deny","Effect":"Allow","Sid":"a","Sid":"b"}]})");
    ASSERT_EQ(stored.findings.size(), 1u);
    EXPECT_NE(stored.findings[0].message.find("Statement[0].Effect, and 1 more"), std::string::npos);
}

TEST(StoredDocument, PrintsNoEscapeSequenceOfTheDocument) {
    const StoredDocument stored = store_document(R"({"\u001b[2J":1,"\u001b[2J":2})");
    ASSERT_EQ(stored.findings.size(), 1u);
    EXPECT_EQ(stored.findings[0].message.find('\x1B'), std::string::npos);
}

TEST(StoredDocument, DepthOfAThousandIsHeld) {
    const StoredDocument stored =
        store_document(R"({"Statement":[],"x":)" + std::string(999, '[') + std::string(999, ']') + "}");
    EXPECT_TRUE(stored.findings.empty());
    EXPECT_TRUE(stored.policy);
}

}  // namespace
}  // namespace iamirror::model
