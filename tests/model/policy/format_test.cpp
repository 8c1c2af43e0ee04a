#include "model/policy/format.h"

#include <gtest/gtest.h>

namespace iamirror::model {
namespace {

Policy read(const std::string& text) {
    auto policy = parse_policy(text);
    EXPECT_TRUE(policy.ok()) << text;
    return policy ? *policy : Policy{};
}

// Everything the grammar allows, and what is not in it.
const std::string everything = R"({
  "Version": "2012-10-17", "Id": "all", "Extra": {"kept": [1, 2.50, null, true]},
  "Statement": [
    {"Sid": "One", "Effect": "Allow", "Principal": "*", "Action": ["s3:Put*", "s3:GetObject"],
     "Resource": "arn:aws:s3:::b/${aws:username}/*",
     "Condition": {"Bool": {"aws:SecureTransport": true}, "NumericLessThan": {"s3:max-keys": [10, "5"]}}},
    {"Effect": "Deny", "NotPrincipal": {"AWS": ["123456789012"], "Service": "a.b"}, "NotAction": "iam:*",
     "NotResource": ["x", "y"], "Unknown": "kept", "Action": []}
  ]})";

TEST(FormatPolicy, ReadsBackAsTheSameValue) {
    const Policy policy = read(everything);
    EXPECT_EQ(read(format_policy(policy)), policy);
    EXPECT_EQ(policy.statements[1].unknown.size(), 1u);
    EXPECT_NE(format_policy(policy).find(R"("Extra":{"kept":[1,2.50,null,true]})"), std::string::npos);
}

TEST(FormatPolicy, OneValueStandsWithoutItsList) {
    EXPECT_EQ(format_policy(read(R"({"Statement":[{"Effect":"Allow","Action":["a:b"],"Resource":["*"]}]})")),
              R"({"Statement":{"Effect":"Allow","Action":"a:b","Resource":"*"}})");
}

TEST(FormatPolicy, EscapesWhatJsonMustEscape) {
    EXPECT_EQ(format_policy(read(R"({"Id":"a\"\\\u0001\n\u00e9\ud83d\ude00","Statement":[]})")),
              "{\"Id\":\"a\\\"\\\\\\u0001\\n\xC3\xA9\xF0\x9F\x98\x80\",\"Statement\":[]}");
}

TEST(CanonicalPolicy, IsTheSameForEveryOrder) {
    const Policy left = read(R"({"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":["b:x","a:y","a:y"],"Resource":["2","1"]},{"Effect":"Deny","Action":"*","Resource":"*"},
        {"Effect":"Deny","Action":"*","Resource":"*"}]})");
    const Policy right = read(R"({"Statement":[{"Resource":["*"],"Action":["*"],"Effect":"Deny"},
        {"Resource":["1","2"],"Action":["a:y","b:x"],"Effect":"Allow"}],"Version":"2012-10-17"})");
    EXPECT_EQ(format_policy(canonical(left)), format_policy(canonical(right)));
    EXPECT_EQ(canonical(left).statements.size(), 2u);
}

TEST(CanonicalPolicy, IsItsOwnCanonicalForm) {
    const Policy once = canonical(read(everything));
    EXPECT_EQ(canonical(once), once);
    EXPECT_EQ(read(format_policy(once)), once);
}

TEST(CanonicalPolicy, KeepsOneOfTwoSpellingsOfAnAction) {
    const Policy policy =
        canonical(read(R"({"Statement":{"Effect":"Allow","Action":["s3:getobject","s3:GetObject","s3:ZZ","s3:aa"]}})"));
    EXPECT_EQ(*policy.statements[0].action, (std::vector<std::string>{"s3:aa", "s3:GetObject", "s3:ZZ"}));
}

struct Pair {
    std::string name, left, right;
    bool same;
};

class SameMeaning : public testing::TestWithParam<Pair> {};

TEST_P(SameMeaning, OfTwoPolicies) {
    EXPECT_EQ(same_meaning(read(GetParam().left), read(GetParam().right)), GetParam().same);
}

const Pair pairs[] = {
    {"SidAndId", R"({"Id":"x","Statement":{"Sid":"a","Effect":"Allow"}})", R"({"Statement":[{"Effect":"Allow"}]})",
     true},
    {"AbsentVersion", R"({"Statement":[]})", R"({"Version":"2008-10-17","Statement":[]})", true},
    {"VersionsDiffer", R"({"Statement":[]})", R"({"Version":"2012-10-17","Statement":[]})", false},
    {"CaseOfActions", R"({"Statement":{"Effect":"Allow","Action":"S3:GETOBJECT"}})",
     R"({"Statement":{"Effect":"Allow","Action":"s3:GetObject"}})", true},
    {"CaseOfResources", R"({"Statement":{"Effect":"Allow","Resource":"A"}})",
     R"({"Statement":{"Effect":"Allow","Resource":"a"}})", false},
    {"CaseOfConditionKeys", R"({"Statement":{"Effect":"Allow","Condition":{"Bool":{"aws:X":true}}}})",
     R"({"Statement":{"Effect":"Allow","Condition":{"Bool":{"AWS:x":"true"}}}})", true},
    {"BareStar", R"({"Statement":{"Effect":"Allow","Principal":"*"}})",
     R"({"Statement":{"Effect":"Allow","Principal":{"AWS":["*"]}}})", true},
    {"AbsentAndEmpty", R"({"Statement":{"Effect":"Allow","Action":[]}})", R"({"Statement":{"Effect":"Allow"}})", false},
    {"Effects", R"({"Statement":{"Effect":"Allow"}})", R"({"Statement":{"Effect":"Deny"}})", false},
    {"Unknown", R"({"Statement":{"Effect":"Allow","X":1}})", R"({"Statement":{"Effect":"Allow"}})", false},
};

INSTANTIATE_TEST_SUITE_P(Pairs, SameMeaning, testing::ValuesIn(pairs),
                         [](const auto& each) { return each.param.name; });

TEST(PolicySize, CountsCharactersWithoutWhiteSpace) {
    EXPECT_EQ(policy_size("{ \"a\":\t\"b c\"\r\n}"), 10u);
    EXPECT_EQ(policy_size("\xC3\xA9\xC3\xA9"), 2u);
}

}  // namespace
}  // namespace iamirror::model
