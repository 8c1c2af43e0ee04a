// Conditions, layers and findings as a person reads them.
#include "model/policy/words.h"

#include <gtest/gtest.h>

#include <fstream>
#include <regex>
#include <set>
#include <sstream>

#include "model/policy/evaluate.h"
#include "tests/support/source_tree.h"

namespace iamirror::model {
namespace {

struct Said {
    const char* test;
    const char* key;
    std::vector<std::string> values;
    const char* holds;
    const char* fails;
};

class ConditionWords : public ::testing::TestWithParam<Said> {};

TEST_P(ConditionWords, TellTheTestAndItsFailure) {
    const Said& said = GetParam();
    const ConditionTest test{said.test, said.key, said.values};
    EXPECT_EQ(describe(test, true), said.holds);
    EXPECT_EQ(describe(test, false), said.fails);
}

INSTANTIATE_TEST_SUITE_P(
    Operators, ConditionWords,
    ::testing::Values(
        Said{"IpAddress",
             "aws:sourceip",
             {"10.0.0.0/8"},
             "aws:SourceIp is in 10.0.0.0/8",
             "aws:SourceIp is not in 10.0.0.0/8 (or is absent)"},
        Said{"NotIpAddress",
             "aws:sourceip",
             {"10.0.0.0/8", "fd00::/8"},
             "aws:SourceIp is not in any of 10.0.0.0/8, fd00::/8 (or is absent)",
             "aws:SourceIp is in any of 10.0.0.0/8, fd00::/8"},
        Said{"Bool",
             "aws:multifactorauthpresent",
             {"true"},
             "aws:MultiFactorAuthPresent is true",
             "aws:MultiFactorAuthPresent is not true (or is absent)"},
        Said{"BoolIfExists",
             "aws:multifactorauthpresent",
             {"true"},
             "aws:MultiFactorAuthPresent is true (or is absent)",
             "aws:MultiFactorAuthPresent is not true (and is present)"},
        Said{"StringNotEqualsIfExists",
             "aws:sourcevpc",
             {"vpc-1"},
             "aws:SourceVpc is not vpc-1 (or is absent)",
             "aws:SourceVpc is vpc-1"},
        Said{"StringEqualsIgnoreCase",
             "s3:prefix",
             {""},
             "s3:prefix is, in any case of letters, \"\"",
             "s3:prefix is not, in any case of letters, \"\" (or is absent)"},
        Said{"StringLike",
             "aws:requesttag/Team",
             {"a b", "c*"},
             "aws:RequestTag/Team is like any of \"a b\", c*",
             "aws:RequestTag/Team is not like any of \"a b\", c* (or is absent)"},
        Said{"NumericLessThanEquals",
             "s3:max-keys",
             {"10"},
             "s3:max-keys is at most 10",
             "s3:max-keys is not at most 10 (or is absent)"},
        Said{"DateGreaterThanEquals",
             "aws:currenttime",
             {"2026-10-01"},
             "aws:CurrentTime is not before 2026-10-01",
             "aws:CurrentTime is before 2026-10-01 (or is absent)"},
        Said{"Null", "aws:tokenissuetime", {"true"}, "aws:TokenIssueTime is absent", "aws:TokenIssueTime is present"},
        Said{"Null", "aws:tokenissuetime", {"false"}, "aws:TokenIssueTime is present", "aws:TokenIssueTime is absent"},
        Said{"ForAllValues:StringEquals",
             "aws:tagkeys",
             {"a", "b"},
             "every value of aws:TagKeys is any of a, b",
             "a value of aws:TagKeys is not any of a, b"},
        Said{"ForAnyValue:StringNotEquals",
             "aws:tagkeys",
             {"a"},
             "a value of aws:TagKeys is not a",
             "every value of aws:TagKeys is a"},
        Said{"ForAnyValue:StringEqualsIfExists",
             "aws:tagkeys",
             {"a"},
             "a value of aws:TagKeys is a (or it has none)",
             "every value of aws:TagKeys is not a (and it has some)"},
        Said{"Resource",
             "",
             {"arn:aws:s3:::${aws:FederatedProvider}"},
             "the resource is like arn:aws:s3:::${aws:FederatedProvider}",
             "the resource is not like arn:aws:s3:::${aws:FederatedProvider}"},
        Said{"StringEquals",
             "my:own",
             {},
             "my:own is anything of an empty list",
             "my:own is not anything of an empty list (or is absent)"}));

TEST(Words, JoinTheTestsOfAProduct) {
    const Formulas::Product tests{{{"Bool", "aws:multifactorauthpresent", {"true"}}, true},
                                  {{"IpAddress", "aws:sourceip", {"10.0.0.0/8"}}, true}};
    EXPECT_EQ(describe(tests), "aws:MultiFactorAuthPresent is true and aws:SourceIp is in 10.0.0.0/8");
    EXPECT_EQ(describe(Formulas::Product()), "always");
}

// Every code that the evaluator's sources insert has its sentence.
TEST(Words, HaveASentenceForEachFinding) {
    std::set<std::string> codes;
    const std::string folder = testing::source_root() + "/model/policy/";
    for (const char* file : {"evaluate.cpp", "evaluation/statement.cpp", "evaluation/condition.cpp"}) {
        std::ostringstream text;
        text << std::ifstream(folder + file).rdbuf();
        const std::string source = text.str();
        const std::regex inserted("findings_?\\.insert\\(\"(\\w+)\"\\)");
        for (std::sregex_iterator at(source.begin(), source.end(), inserted), end; at != end; ++at)
            codes.insert((*at)[1]);
    }
    EXPECT_EQ(codes.size(), 9U);
    for (const std::string& code : codes) EXPECT_NE(finding_in_words(code), code);
    EXPECT_EQ(finding_in_words("other"), "other");
}

TEST(Words, HaveANameForEachLayer) {
    for (const char* code : {"identity", "permissions_boundary", "session", "endpoint", "resource", "access_point",
                             "scp", "rcp", "acl", "block_public_access"}) {
        EXPECT_NE(layer_in_words(code).name, code);
        EXPECT_NE(layer_in_words(code).lacks, code);
    }
    EXPECT_EQ(layer_in_words("other").name, "other");
}

}  // namespace
}  // namespace iamirror::model
