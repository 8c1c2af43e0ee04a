#include "model/translate/role.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "model/policy/format.h"

namespace iamirror::model {
namespace {

const PermissionTable words = {{"read", "object", "s3:GetObject"}, {"list", "bucket", "s3:ListBucket"}};
const Directory directory = {"123456789012", "aws", {{"anna", "arn:aws:iam::123456789012:user/anna"}}, {}};

RoleContext context() {
    return {directory, words, {}, *parse_time("2026-06-01T00:00:00Z"), "installation-1"};
}

AccessControl control() {
    AccessControl out;
    out.name = "sales";
    out.type = "role";
    out.account_id = directory.account_id;
    out.description = "reads sales";
    out.who = {{"user", "anna", {}, {}}};
    out.what = {{"s3://data/sales/", "read", {}}, {"s3://data/sales/", "list", {}}};
    return out;
}

TEST(TranslateRole, GivesTrustPolicyAndOneInlinePolicy) {
    const RoleTranslation out = translate_role(control(), context());
    EXPECT_TRUE(out.refusals.empty());
    EXPECT_EQ(out.role.name, "sales");
    EXPECT_EQ(out.role.path, "/");
    EXPECT_EQ(out.role.description, "reads sales");
    EXPECT_EQ(out.role.tags.at("iamirror:owner"), "installation-1");
    EXPECT_EQ(format_policy(out.role.inline_policies.at("iamirror")),
              R"({"Version":"2012-10-17","Statement":[)"
              R"({"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::data/sales/*"},)"
              R"({"Effect":"Allow","Action":"s3:ListBucket","Resource":"arn:aws:s3:::data",)"
              R"("Condition":{"StringLike":{"s3:prefix":"sales/*"}}}]})");
}

TEST(TranslateRole, HasNoPolicyWithoutAWhat) {
    AccessControl bare = control();
    bare.what.clear();
    EXPECT_TRUE(translate_role(bare, context()).role.inline_policies.empty());
}

TEST(TranslateRole, LeavesOutWhoHasEnded) {
    AccessControl ended = control();
    ended.who[0].expires_at = context().now;
    EXPECT_EQ(translate_role(ended, context()).role.trust, trust_policy({}));
    ended.who[0].expires_at = context().now + std::chrono::seconds(1);
    EXPECT_NE(translate_role(ended, context()).role.trust, trust_policy({}));
}

TEST(TranslateRole, TellsEveryRefusal) {
    AccessControl bad = control();
    bad.who.push_back({"user", "nobody", {}, {}});
    bad.who.push_back({"group", "admins", {}, {}});
    bad.what.push_back({"s3://data/*", "read", {}});
    bad.description = "\xE4\xB8\xAD";
    EXPECT_EQ(translate_role(bad, context()).refusals.size(), 4u);
}

TEST(TranslateRole, RefusesALongerDescriptionThanAwsTakes) {
    AccessControl described = control();
    described.description = std::string(1000, 'd');
    EXPECT_TRUE(translate_role(described, context()).refusals.empty());
    described.description += "d";
    const Refusals refusals = translate_role(described, context()).refusals;
    ASSERT_EQ(refusals.size(), 1u);
    EXPECT_EQ(refusals[0].reason, "the description is longer than AWS allows (1,000 characters)");
}

TEST(TranslateRole, RefusesMoreThanAnInlinePolicyHolds) {
    AccessControl large = control();
    for (int i = 0; i < 400; ++i) {
        large.what.push_back({"s3://data/" + std::to_string(i) + "/a-rather-long-prefix/", "read", {}});
    }
    const Refusals refusals = translate_role(large, context()).refusals;
    ASSERT_EQ(refusals.size(), 1u);
    EXPECT_EQ(refusals[0].guard, "limit");
    EXPECT_NE(refusals[0].reason.find("10240"), std::string::npos);
}

TEST(TranslateRole, RefusesALongerTrustPolicyThanTheQuotaGiven) {
    AccessControl large = control();
    for (int i = 0; i < 60; ++i) large.who.push_back({"account", std::to_string(100000000000 + i), {}, {}});
    RoleContext raised = context();
    const Refusals refusals = translate_role(large, raised).refusals;
    ASSERT_EQ(refusals.size(), 1u);
    EXPECT_NE(refusals[0].reason.find("2048"), std::string::npos);
    raised.limits.trust_characters = 8192;
    EXPECT_TRUE(translate_role(large, raised).refusals.empty());
}

TEST(TranslateRole, IsTheSameForEveryOrderOfRows) {
    AccessControl left = control(), right = control();
    for (int i = 0; i < 9; ++i) left.what.push_back({"s3://b" + std::to_string(i) + "xx", "read", {}});
    right.what = left.what;
    std::reverse(right.what.begin(), right.what.end());
    EXPECT_EQ(translate_role(left, context()).role.inline_policies,
              translate_role(right, context()).role.inline_policies);
}

}  // namespace
}  // namespace iamirror::model
