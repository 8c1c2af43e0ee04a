// What a store holds once, and that deciding in a store that has grown says the same.
#include "model/policy/compiled/store.h"

#include <gtest/gtest.h>

#include "model/policy/compiled/evaluator.h"

namespace iamirror::model::compiled {
namespace {

Policy policy_of(const std::string& statements, const std::string& version = "2012-10-17") {
    const Result<Policy> policy =
        parse_policy(R"({"Version": ")" + version + R"(", "Statement": [)" + statements + "]}");
    EXPECT_TRUE(policy) << statements;
    return policy ? *policy : Policy();
}

const std::string read_all = R"({"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"})";
const std::string own_home =
    R"({"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::home/${aws:username}/*"})";

TEST(CompiledStore, HoldsEqualThingsOnce) {
    Store store;
    const Number first = store.add(policy_of(read_all + "," + own_home));
    EXPECT_EQ(store.add(policy_of(read_all + "," + own_home)), first);
    const Number second = store.add(policy_of(own_home + "," + read_all));
    EXPECT_NE(second, first);
    EXPECT_EQ(store.sizes().policies, 2U);
    EXPECT_EQ(store.sizes().statements, 2U);
    EXPECT_EQ(store.policy(first).entries[0].statement, store.policy(second).entries[1].statement);
}

// Variables are text in an old policy: only a statement that holds one is another there.
TEST(CompiledStore, MindsTheVersionWhereItMatters) {
    Store store;
    const Number now = store.add(policy_of(read_all + "," + own_home));
    const Number then = store.add(policy_of(read_all + "," + own_home, "2008-10-17"));
    EXPECT_EQ(store.policy(now).entries[0].statement, store.policy(then).entries[0].statement);
    EXPECT_NE(store.policy(now).entries[1].statement, store.policy(then).entries[1].statement);
}

TEST(CompiledStore, ASidIsNoPartOfAStatement) {
    Store store;
    const Number named =
        store.add(policy_of(R"({"Sid": "A", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*"})"));
    const Number unnamed = store.add(policy_of(read_all));
    EXPECT_NE(named, unnamed);
    EXPECT_EQ(store.sizes().statements, 1U);
}

// A request that was prepared before the store knew a key must not be without its value.
TEST(CompiledStore, MayGrowAfterARequestWasPrepared) {
    Store store;
    AccessRequest request{.principal = *parse_principal("arn:aws:iam::111111111111:user/alice"),
                          .action = "s3:GetObject",
                          .resource = {"arn:aws:s3:::home/x", "111111111111"},
                          .context = {{"aws:requestedregion", {"eu-west-1"}}}};
    const PreparedRequest prepared(store, request);
    const Policy policy = policy_of(
        R"({"Effect": "Allow", "Action": "*", "Resource": "*",
            "Condition": {"StringEquals": {"aws:RequestedRegion": "eu-west-1"}}})");
    const CompiledLayers layers = compile(store, Layers{.identity = {{"policy", policy}}});
    Evaluator evaluator(store);
    EXPECT_EQ(evaluator.decide(prepared, layers).verdict, Verdict::allowed);
    request.context = {};
    EXPECT_EQ(evaluator.decide(request, layers).verdict, Verdict::denied);
}

// Longer than what is looked at entry by entry, so that the index finds the one that counts.
TEST(CompiledStore, DecidesByTheIndexOfAPolicyOfManyStatements) {
    std::string statements = read_all;
    for (int i = 0; i < 100; ++i)
        statements += R"(,{"Effect": "Deny", "Action": "s3:PutObject", "Resource": "arn:aws:s3:::b)" +
                      std::to_string(i) + R"(/*"})";
    Store store;
    const CompiledLayers layers = compile(store, Layers{.identity = {{"policy", policy_of(statements)}}});
    AccessRequest request{.principal = *parse_principal("arn:aws:iam::111111111111:user/alice"),
                          .action = "s3:GetObject",
                          .resource = {"arn:aws:s3:::b77/x", "111111111111"}};
    Evaluator evaluator(store);
    EXPECT_EQ(evaluator.decide(request, layers).verdict, Verdict::allowed);
    request.action = "s3:putobject";
    EXPECT_EQ(evaluator.decide(request, layers).denial, Denial::explicit_deny);
    const Decision decision = evaluator.explain(layers);
    ASSERT_EQ(decision.statements.size(), 1U);
    EXPECT_EQ(decision.statements.front().index, 78U);
    request.action = "s3:PutObjectOfTomorrow";
    EXPECT_EQ(evaluator.decide(request, layers).denial, Denial::implicit);
    request.action = "s3:GetObjectOfTomorrow";
    EXPECT_EQ(evaluator.decide(request, layers).verdict, Verdict::allowed);
}

}  // namespace
}  // namespace iamirror::model::compiled
