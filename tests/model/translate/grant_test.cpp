#include "model/translate/grant.h"

#include <gtest/gtest.h>

#include "model/policy/format.h"

namespace iamirror::model {
namespace {

std::string text_of(const Grants& grants) {
    return format_policy(canonical(Policy{"v", "", statements_of(grants), {}}));
}

Grant prefix(const std::string& action, const std::string& bucket, const std::string& value) {
    return {action, bucket, {{prefix_operator, {{prefix_key, {value}}}}}};
}

TEST(StatementsOf, PutsEqualActionsTogether) {
    EXPECT_EQ(text_of({{"s:A", "r1", {}}, {"s:B", "r1", {}}, {"s:A", "r2", {}}, {"s:B", "r2", {}}}),
              R"({"Version":"v","Statement":{"Effect":"Allow","Action":["s:A","s:B"],"Resource":["r1","r2"]}})");
}

TEST(StatementsOf, NeverGrantsAPairThatWasNotAsked) {
    const Grants grants = {{"s:A", "r1", {}}, {"s:B", "r2", {}}, {"s:C", "r1", {}}, {"s:C", "r2", {}}};
    EXPECT_EQ(grants_of(Policy{"", "", statements_of(grants), {}}), grants);
}

TEST(StatementsOf, LeavesOutWhatIsCovered) {
    EXPECT_EQ(text_of({{"s3:GetObject", "arn:p:s3:::b/a/*", {}},
                       {"s3:GetObject", "arn:p:s3:::b/*", {}},
                       {"s3:getobject", "arn:p:s3:::b/a/x", {}},
                       {"s3:Get*", "arn:p:s3:::b/*", {}}}),
              R"({"Version":"v","Statement":{"Effect":"Allow","Action":"s3:Get*","Resource":"arn:p:s3:::b/*"}})");
}

TEST(StatementsOf, KeepsWhatOnlyAConditionCovers) {
    const Grants grants = {{"s:A", "arn:p:s:::x", {}}, {"s:A", "*", {{"Bool", {{"k", {"true"}}}}}}};
    EXPECT_EQ(statements_of(grants).size(), 2u);
}

TEST(StatementsOf, JoinsPrefixesOfOneBucket) {
    EXPECT_EQ(text_of({prefix("s3:ListBucket", "b", "a/*"), prefix("s3:ListBucket", "b", "c/*"),
                       prefix("s3:ListBucket", "b", "a/x/*")}),
              R"({"Version":"v","Statement":{"Effect":"Allow","Action":"s3:ListBucket","Resource":"b",)"
              R"("Condition":{"StringLike":{"s3:prefix":["a/*","c/*"]}}}})");
}

TEST(StatementsOf, KeepsPrefixesOfTwoBucketsApart) {
    const Grants grants = {prefix("s3:ListBucket", "b1", "a/*"), prefix("s3:ListBucket", "b2", "c/*")};
    EXPECT_EQ(grants_of(Policy{"", "", statements_of(grants), {}}), grants);
}

TEST(StatementsOf, OneOfTwoPatternsThatMeanTheSameStays) {
    EXPECT_EQ(statements_of({{"s:A", "arn:p:s:::x*", {}}, {"s:A", "arn:p:s:::x**", {}}}).size(), 1u);
    EXPECT_EQ(
        grants_of(Policy{"", "", statements_of({prefix("s:A", "b", "x*"), prefix("s:A", "b", "x**")}), {}}).size(), 1u);
}

// Every set of up to six grants out of a small world comes back as it was, but for what is covered.
TEST(StatementsOf, MeansExactlyItsGrants) {
    const std::vector<Grant> world = {{"s:A", "arn:p:s:::1", {}},          {"s:B", "arn:p:s:::1", {}},
                                      {"s:A", "arn:p:s:::2", {}},          {"s:B", "arn:p:s:::2", {}},
                                      prefix("s:A", "arn:p:s:::3", "a/*"), prefix("s:B", "arn:p:s:::3", "b/*")};
    for (unsigned chosen = 0; chosen < 64; ++chosen) {
        Grants grants;
        for (std::size_t i = 0; i < world.size(); ++i) {
            if (chosen >> i & 1) grants.insert(world[i]);
        }
        EXPECT_EQ(grants_of(Policy{"", "", statements_of(grants), {}}), grants) << chosen;
    }
}

}  // namespace
}  // namespace iamirror::model
