// Policies that no service would store, compared: an answer all the same, and no crash. Found by the fuzz target.
#include <gtest/gtest.h>

#include <string>

#include "model/policy/compare.h"

namespace iamirror::model {
namespace {

Policy parsed(const std::string& statement) {
    const auto policy = parse_policy(R"({"Version":"2012-10-17","Statement":)" + statement + "}");
    EXPECT_TRUE(policy.ok()) << statement;
    return policy.ok() ? *policy : Policy{};
}

// Examples of principals take the partition that the policies name, unless it is none.
TEST(HostileComparison, PartitionsThatNoArnHas) {
    for (const std::string partition : {"a=s", "", "*", "${aws:PrincipalTag/p}", "\\u0007", "aws cn"}) {
        const Policy some = parsed(R"({"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:)" +
                                   partition + R"(:s3:::b/*"})");
        const Policy all = parsed(R"({"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"})");
        const PolicyComparison found =
            compare_policies(layers_of(some, ComparisonType::resource), layers_of(all, ComparisonType::resource),
                             ComparisonType::resource);
        EXPECT_EQ(found.a_allows_more.answer, Answer::no) << partition;
        ASSERT_TRUE(found.b_allows_more.witness) << partition;
        EXPECT_TRUE(found.b_allows_more.witness->resource.arn.starts_with("arn:aws:")) << partition;
    }
}

}  // namespace
}  // namespace iamirror::model
