#include "model/effect.h"

#include <gtest/gtest.h>

#include <ostream>

#include "model/policy/format.h"
#include "model/translate/what.h"
#include "model/translate/who.h"

namespace iamirror::model {

void PrintTo(const Effect& effect, std::ostream* out) {
    *out << effect.who << ' ' << effect.permission << ' ' << effect.what << ' ' << effect.condition;
}

namespace {

const PermissionTable words = {
    {"list", "bucket", "s3:ListBucket"}, {"list", "bucket", "s3:GetBucketLocation"}, {"read", "object", "s3:GetObject"},
    {"write", "object", "s3:PutObject"}, {"write", "object", "s3:GetObject"},
};
const Time now = *parse_time("2026-06-01T00:00:00Z");

Role role_of(const Trusts& trusts, const std::vector<What>& rows) {
    Role role;
    role.name = "r";
    role.trust = format_policy(trust_policy(trusts));
    Grants grants;
    for (const What& row : rows) {
        const Grants more = *translate(row, {"aws", words});
        grants.insert(more.begin(), more.end());
    }
    if (!grants.empty()) {
        role.inline_policies["p"] = format_policy(Policy{"2012-10-17", "", statements_of(grants), {}});
    }
    return role;
}

const Trust anna = {"AWS", "anna", {}};
const Trust bob = {"AWS", "bob", {}};

TEST(Effects, OfANewRoleAreInTheWordsOfItsRows) {
    const Role role = role_of({anna, bob}, {{"s3://data/a/", "read", {}}, {"s3://data/a/", "list", {}}});
    const Effects effects = effects_of(std::nullopt, role, words, now);
    EXPECT_EQ(effects.gains, (std::vector<Effect>{{"anna", "list", "s3://data/a/", ""},
                                                  {"anna", "read", "s3://data/a/", ""},
                                                  {"bob", "list", "s3://data/a/", ""},
                                                  {"bob", "read", "s3://data/a/", ""}}));
    EXPECT_TRUE(effects.loses.empty());
}

// A statement of its trust that is not ours to take apart is told whole.
TEST(Effects, NameAForeignStatementOfTheTrust) {
    Role role = role_of({anna}, {{"s3://data", "list", {}}});
    role.trust = R"({"Statement":{"Effect":"Allow","NotPrincipal":{"AWS":"123456789012"},"Action":"sts:AssumeRole"}})";
    const Effects effects = effects_of(role_of({anna}, {{"s3://data", "list", {}}}), role, words, now);
    ASSERT_EQ(effects.gains.size(), 1u);
    EXPECT_NE(effects.gains[0].who.find("NotPrincipal"), std::string::npos) << effects.gains[0].who;
    EXPECT_EQ(effects.loses, (std::vector<Effect>{{"anna", "list", "s3://data", ""}}));
}

TEST(Effects, OfADeletionAreAllLost) {
    const Role role = role_of({anna}, {{"s3://data", "list", {}}, {"arn:aws:sqs:::q", "sqs:SendMessage", {}}});
    EXPECT_EQ(
        effects_of(role, std::nullopt, words, now).loses,
        (std::vector<Effect>{{"anna", "list", "s3://data", ""}, {"anna", "sqs:SendMessage", "arn:aws:sqs:::q", ""}}));
}

TEST(Effects, OfAChangeOfWhoTouchOnlyThem) {
    const std::vector<What> rows = {{"s3://data", "read", {}}};
    const Effects effects = effects_of(role_of({anna}, rows), role_of({bob}, rows), words, now);
    EXPECT_EQ(effects.gains, (std::vector<Effect>{{"bob", "read", "s3://data", ""}}));
    EXPECT_EQ(effects.loses, (std::vector<Effect>{{"anna", "read", "s3://data", ""}}));
}

TEST(Effects, WhatStaysWithinIsNotLost) {
    const Effects effects = effects_of(role_of({anna}, {{"s3://data/a/", "read", {}}}),
                                       role_of({anna}, {{"s3://data", "read", {}}}), words, now);
    EXPECT_EQ(effects.gains, (std::vector<Effect>{{"anna", "read", "s3://data", ""}}));
    EXPECT_TRUE(effects.loses.empty());
}

TEST(Effects, OfAWiderWordAreSaidOnce) {
    const Role role = role_of({anna}, {{"s3://data", "read", {}}, {"s3://data", "write", {}}});
    EXPECT_EQ(effects_of(std::nullopt, role, words, now).gains,
              (std::vector<Effect>{{"anna", "write", "s3://data", ""}}));
}

TEST(Effects, NameWhatLimitsThem) {
    const Trust partner = {"AWS", "root", {{"StringEquals", {{"sts:ExternalId", {"x7"}}}}}};
    const Role role = role_of({partner}, {{"s3://data", "read", R"({"Bool":{"aws:SecureTransport":"true"}})"}});
    const Effects effects = effects_of(std::nullopt, role, words, now);
    EXPECT_EQ(
        effects.gains,
        (std::vector<Effect>{{"root", "s3:GetObject", "arn:aws:s3:::data/*",
                              R"({"Bool":{"aws:SecureTransport":"true"},"StringEquals":{"sts:ExternalId":"x7"}})"}}));
}

TEST(Effects, AccessThatHasEndedIsNotLost) {
    const Trust ended = {"AWS", "anna", {{"DateLessThan", {{"aws:CurrentTime", {"2026-01-01T00:00:00Z"}}}}}};
    const std::vector<What> rows = {{"s3://data", "read", {}}};
    EXPECT_TRUE(effects_of(role_of({ended, bob}, rows), role_of({bob}, rows), words, now).loses.empty());
}

TEST(Effects, OfARoleWithoutPermissionsAreTheRoleItself) {
    EXPECT_EQ(effects_of(std::nullopt, role_of({anna}, {}), words, now).gains,
              (std::vector<Effect>{{"anna", "sts:AssumeRole", "r", ""}}));
}

TEST(Effects, OfARoleThatDeniesEveryoneAreNone) {
    EXPECT_TRUE(effects_of(std::nullopt, role_of({}, {{"s3://data", "read", {}}}), words, now).gains.empty());
}

}  // namespace
}  // namespace iamirror::model
