// policy_std, rule by rule of design/database.md.
#include "model/policy/standard.h"

#include <gtest/gtest.h>

namespace iamirror::model {
namespace {

struct Case {
    std::string name;
    std::string statement;
    std::string standard;
};

class StandardForm : public testing::TestWithParam<Case> {};

TEST_P(StandardForm, OfAStatement) {
    const auto policy = parse_policy(R"({"Version":"2012-10-17","Statement":)" + GetParam().statement + "}");
    ASSERT_TRUE(policy.ok()) << policy.error().message;
    EXPECT_EQ(standard_form(*policy), R"({"Statement":)" + GetParam().standard + R"(,"Version":"2012-10-17"})");
}

const Case cases[] = {
    {"SingleBecomesAList", R"({"Effect":"Allow"})", R"([{"Effect":"Allow"}])"},
    {"OrderOfStatementsIsKept", R"([{"Effect":"Deny"},{"Effect":"Allow"}])",
     R"([{"Effect":"Deny"},{"Effect":"Allow"}])"},
    {"ActionsAreLowerSortedUnique", R"([{"Effect":"Allow","Action":["s3:PutObject","S3:getobject","s3:GetObject"]}])",
     R"([{"Action":["s3:getobject","s3:putobject"],"Effect":"Allow"}])"},
    {"NotActionLikewise", R"([{"Effect":"Allow","NotAction":"IAM:*"}])",
     R"([{"Effect":"Allow","NotAction":["iam:*"]}])"},
    {"ResourcesKeepTheirCase", R"([{"Effect":"Allow","Resource":["b","A","b"],"NotResource":"X"}])",
     R"([{"Effect":"Allow","NotResource":["X"],"Resource":["A","b"]}])"},
    {"BareStringPrincipalIsAws", R"([{"Effect":"Allow","Principal":"*","NotPrincipal":"x"}])",
     R"([{"Effect":"Allow","NotPrincipal":{"AWS":["x"]},"Principal":{"AWS":["*"]}}])"},
    {"PrincipalsAreSortedLists", R"([{"Effect":"Allow","Principal":{"Service":"z","AWS":["2","1","2"]}}])",
     R"([{"Effect":"Allow","Principal":{"AWS":["1","2"],"Service":["z"]}}])"},
    {"ConditionKeysAreLowerOperatorsAsWritten",
     R"([{"Effect":"Allow","Condition":{"BOOL":{"aws:SecureTransport":true},"Bool":{"x":"false"}}}])",
     R"([{"Condition":{"BOOL":{"aws:securetransport":["true"]},"Bool":{"x":["false"]}},"Effect":"Allow"}])"},
    {"ConditionValuesAreSortedText",
     R"([{"Effect":"Allow","Condition":{"NumericLessThan":{"a":[10,2,2.0,2.5e2,true,"x","x"]}}}])",
     R"([{"Condition":{"NumericLessThan":{"a":["10","2","250","true","x"]}},"Effect":"Allow"}])"},
    {"EmptyAndUnknownAreLeftOut",
     R"([{"Sid":"","Effect":"Allow","Action":[],"Principal":{},"Condition":{},"Unknown":{"a":1}}])",
     R"([{"Effect":"Allow"}])"},
    {"SidIsKept", R"([{"Sid":"One","Effect":"Allow"}])", R"([{"Effect":"Allow","Sid":"One"}])"},
};

INSTANTIATE_TEST_SUITE_P(Rule, StandardForm, testing::ValuesIn(cases),
                         [](const auto& each) { return each.param.name; });

TEST(StandardFormOfADocument, HasAVersionAlways) {
    EXPECT_EQ(standard_form(*parse_policy(R"({"Statement":[]})")), R"({"Statement":[],"Version":""})");
}

TEST(StandardFormOfADocument, KeepsAnIdAndLeavesAnEmptyOneOut) {
    EXPECT_EQ(standard_form(*parse_policy(R"({"Id":"x","Statement":[],"Other":1})")),
              R"({"Id":"x","Statement":[],"Version":""})");
    EXPECT_EQ(standard_form(*parse_policy(R"({"Id":"","Statement":[]})")), R"({"Statement":[],"Version":""})");
}

}  // namespace
}  // namespace iamirror::model
