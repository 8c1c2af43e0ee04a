#include "model/translate/who.h"

#include <gtest/gtest.h>

#include "model/policy/format.h"

namespace iamirror::model {
namespace {

const Time end_of_year = *parse_time("2026-12-31T23:59:59.75Z");

const Directory directory = {
    "123456789012",
    "aws-cn",
    {{"anna", "arn:aws-cn:iam::123456789012:user/people/Anna"}},
    {{"app", "arn:aws-cn:iam::123456789012:role/app"}},
};

std::string trust_of(const Who& row) {
    const auto trust = translate(row, directory);
    return trust ? format_policy(trust_policy({*trust})) : "refused: " + trust.error().message;
}

struct Case {
    std::string name;
    Who row;
    std::string statement;
};

class TranslateWho : public testing::TestWithParam<Case> {};

TEST_P(TranslateWho, ToATrustPolicy) {
    EXPECT_EQ(trust_of(GetParam().row), R"({"Version":"2012-10-17","Statement":{)" + GetParam().statement + "}}");
}

const Case rows[] = {
    {"UserByNameInAnyCase",
     {"user", "ANNA", {}, {}},
     R"("Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:user/people/Anna"},"Action":"sts:AssumeRole")"},
    {"UserByArn",
     {"user", "arn:aws-cn:iam::123456789012:user/people/Anna", {}, {}},
     R"("Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:user/people/Anna"},"Action":"sts:AssumeRole")"},
    {"RoleByName",
     {"role", "app", {}, {}},
     R"("Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:role/app"},"Action":"sts:AssumeRole")"},
    {"RoleOfAnotherAccount",
     {"role", "arn:aws-cn:iam::999999999999:role/x", {}, {}},
     R"("Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::999999999999:role/x"},"Action":"sts:AssumeRole")"},
    {"AccountWithExternalId",
     {"account", "999999999999", "partner-7", {}},
     R"("Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::999999999999:root"},"Action":"sts:AssumeRole",)"
     R"("Condition":{"StringEquals":{"sts:ExternalId":"partner-7"}})"},
    {"Service",
     {"service", "ec2.amazonaws.com", {}, {}},
     R"("Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole")"},
    {"EndsAtAWholeSecond",
     {"user", "anna", {}, end_of_year},
     R"("Effect":"Allow","Principal":{"AWS":"arn:aws-cn:iam::123456789012:user/people/Anna"},"Action":"sts:AssumeRole",)"
     R"("Condition":{"DateLessThan":{"aws:CurrentTime":"2026-12-31T23:59:59Z"}})"},
};

INSTANTIATE_TEST_SUITE_P(Rows, TranslateWho, testing::ValuesIn(rows), [](const auto& each) { return each.param.name; });

struct Refused {
    std::string name;
    Who row;
    std::string reason;
};

class RefusedWho : public testing::TestWithParam<Refused> {};

TEST_P(RefusedWho, SaysWhy) {
    const std::string text = trust_of(GetParam().row);
    EXPECT_EQ(text.find("refused: "), 0u) << text;
    EXPECT_NE(text.find(GetParam().reason), std::string::npos) << text;
    EXPECT_EQ(text.find('\x1b'), std::string::npos);
}

const Refused refused[] = {
    {"UnknownUser", {"user", "bob", {}, {}}, "user \"bob\" does not exist in account 123456789012"},
    {"UnknownRole", {"role", "anna", {}, {}}, "role \"anna\" does not exist"},
    {"UnknownArn", {"user", "arn:aws-cn:iam::123456789012:user/Anna", {}, {}}, "does not exist"},
    {"OtherType", {"user", "arn:aws-cn:iam::123456789012:role/app", {}, {}}, "is a role, not a user"},
    {"OtherPartition", {"user", "arn:aws:iam::123456789012:user/people/Anna", {}, {}}, "partition aws-cn"},
    {"NoIamArn", {"user", "arn:aws-cn:s3:::b", {}, {}}, "no ARN of IAM"},
    {"ShortAccount", {"account", "123", {}, {}}, "12 digits"},
    {"StarAccount", {"account", "*", {}, {}}, "12 digits"},
    {"ShortExternalId", {"account", "999999999999", "x", {}}, "external id"},
    {"StarExternalId", {"account", "999999999999", "a*b", {}}, "external id"},
    {"EmptyExternalId", {"account", "999999999999", "", {}}, "external id"},
    {"ServiceWithExternalId", {"service", "ec2.amazonaws.com", "xyz", {}}, "no service sends"},
    {"ServiceStar", {"service", "*", {}, {}}, "no service"},
    {"ServiceWord", {"service", "ec2", {}, {}}, "no service"},
    {"Group", {"group", "admins", {}, {}}, "cannot be written to AWS yet"},
    {"Saml", {"saml", "x", {}, {}}, "cannot be written to AWS yet"},
    {"Person", {"person", "anna@example.com", {}, {}}, "cannot be written to AWS yet"},
    {"Hostile", {"user", "'; drop\x1b[2J--", {}, {}}, "does not exist"},
};

INSTANTIATE_TEST_SUITE_P(Rows, RefusedWho, testing::ValuesIn(refused),
                         [](const auto& each) { return each.param.name; });

TEST(TrustPolicy, PutsEqualConditionsTogether) {
    const Trusts trusts = {
        {"AWS", "b", {}}, {"AWS", "a", {}}, {"Service", "s", {}}, {"AWS", "c", {{"Bool", {{"k", {"v"}}}}}}};
    const Policy policy = trust_policy(trusts);
    EXPECT_EQ(policy.statements.size(), 2u);
    EXPECT_EQ(parts_of(policy).trusts, trusts);
}

TEST(TrustPolicy, OfNobodyDeniesEveryone) {
    const Policy policy = trust_policy({});
    EXPECT_EQ(
        format_policy(policy),
        R"({"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}})");
    EXPECT_TRUE(parts_of(policy).denies_everyone);
}

TEST(TrustParts, KeepStatementsTheyDoNotTakeApart) {
    const TrustParts parts = parts_of(*parse_policy(R"({"Statement":[
        {"Effect":"Deny","Principal":{"AWS":"a"},"Action":"sts:AssumeRole"},
        {"Effect":"Allow","NotPrincipal":{"AWS":"a"},"Action":"sts:AssumeRole"},
        {"Effect":"Allow","Principal":{"Federated":"f"},"Action":"sts:AssumeRoleWithSAML"},
        {"Effect":"Allow","Principal":{"AWS":"a"},"Action":"STS:assumerole"}]})"));
    EXPECT_EQ(parts.denies.size(), 1u);
    EXPECT_EQ(parts.others.size(), 2u);
    EXPECT_EQ(parts.trusts, (Trusts{{"AWS", "a", {}}}));
}

TEST(HasEnded, GoesByTheLatestEnd) {
    const Time noon = *parse_time("2026-06-01T12:00:00Z");
    const auto ends = [](const std::vector<std::string>& values) {
        return Conditions{{"DateLessThan", {{"AWS:currenttime", values}}}};
    };
    EXPECT_TRUE(has_ended(ends({"2026-06-01T12:00:00Z"}), noon));
    EXPECT_FALSE(has_ended(ends({"2026-06-01T12:00:01Z"}), noon));
    EXPECT_FALSE(has_ended(ends({"2025-01-01T00:00:00Z", "2027-01-01T00:00:00Z"}), noon));
    EXPECT_FALSE(has_ended(ends({"soon"}), noon));
    EXPECT_FALSE(has_ended({}, noon));
}

}  // namespace
}  // namespace iamirror::model
