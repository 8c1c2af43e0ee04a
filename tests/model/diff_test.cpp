#include "model/diff.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <stdexcept>

#include "model/effect.h"
#include "model/policy/format.h"
#include "model/translate/grant.h"
#include "model/translate/who.h"

namespace iamirror::model {
namespace {

// What a role lets whom do: the pairs of principal and grant.
using Access = std::set<std::pair<Trust, Grant>>;

Access access_of(const std::optional<Role>& role) {
    Access out;
    if (!role || role->trust.empty()) return out;
    const TrustParts trust = parts_of(*parse_policy(role->trust));
    if (trust.denies_everyone) return out;
    for (const auto& [name, document] : role->inline_policies) {
        for (const Grant& grant : grants_of(*parse_policy(document))) {
            for (const Trust& who : trust.trusts) out.emplace(who, grant);
        }
    }
    return out;
}

std::string parameter(const Call& call, const std::string& name) {
    for (const auto& [key, value] : call.parameters) {
        if (key == name) return value;
    }
    return "";
}

// AWS, as far as these calls go.
void make(const Call& call, std::optional<Role>& role) {
    if (call.action == "iam:CreateRole") {
        ASSERT_FALSE(role);
        role = Role{};
        role->name = parameter(call, "RoleName");
        role->trust = parameter(call, "AssumeRolePolicyDocument");
        role->description = parameter(call, "Description");
        for (int tag = 1; !parameter(call, "Tags.member." + std::to_string(tag) + ".Key").empty(); ++tag) {
            const std::string name = "Tags.member." + std::to_string(tag);
            role->tags[parameter(call, name + ".Key")] = parameter(call, name + ".Value");
        }
    } else if (call.action == "iam:UpdateAssumeRolePolicy") {
        role->trust = parameter(call, "PolicyDocument");
    } else if (call.action == "iam:PutRolePolicy") {
        role->inline_policies[parameter(call, "PolicyName")] = parameter(call, "PolicyDocument");
    } else if (call.action == "iam:DeleteRolePolicy") {
        ASSERT_EQ(role->inline_policies.erase(parameter(call, "PolicyName")), 1u);
    } else if (call.action == "iam:UpdateRole") {
        role->description = parameter(call, "Description");
    } else {
        ASSERT_EQ(call.action, "iam:DeleteRole");
        ASSERT_TRUE(role->inline_policies.empty()) << "AWS deletes no role with policies in it";
        role.reset();
    }
}

bool holds(const Access& small, const Access& large) {
    return std::includes(large.begin(), large.end(), small.begin(), small.end());
}

// Makes the calls one by one and looks at each boundary.
void check(const std::optional<Role>& before, const std::optional<Role>& after) {
    const Access old_access = access_of(before), new_access = access_of(after);
    Access kept, either = old_access;
    std::set_intersection(old_access.begin(), old_access.end(), new_access.begin(), new_access.end(),
                          std::inserter(kept, kept.end()));
    either.insert(new_access.begin(), new_access.end());
    std::optional<Role> live = before;
    std::optional<Role> foreseen = before;
    for (const Call& call : calls_of(before, after)) {
        make(call, live);
        foreseen = after_call(foreseen, call);
        ASSERT_TRUE(is_as_expected(foreseen, live)) << call.action;
        ASSERT_TRUE(holds(kept, access_of(live))) << call.action << " takes from someone what they keep";
        ASSERT_TRUE(holds(access_of(live), either)) << call.action << " gives what neither state gives";
    }
    ASSERT_EQ(live.has_value(), after.has_value());
    EXPECT_EQ(access_of(live), new_access);
    if (live) {
        EXPECT_TRUE(changes_of(live, after).empty());
    }
}

Role role_with(unsigned who, unsigned what, const std::string& policy_name) {
    static const Trust people[] = {{"AWS", "a", {}}, {"AWS", "b", {{"Bool", {{"k", {"v"}}}}}}, {"Service", "s", {}}};
    static const Grant things[] = {{"s:A", "arn:p:s:::1", {}}, {"s:B", "arn:p:s:::2", {}}};
    Trusts trusts;
    Grants grants;
    for (unsigned i = 0; i < 3; ++i) {
        if (who >> i & 1) trusts.insert(people[i]);
    }
    for (unsigned i = 0; i < 2; ++i) {
        if (what >> i & 1) grants.insert(things[i]);
    }
    Role role;
    role.name = "r";
    role.trust = format_policy(trust_policy(trusts));
    if (!grants.empty()) {
        role.inline_policies[policy_name] =
            format_policy(canonical(Policy{"2012-10-17", "", statements_of(grants), {}}));
    }
    return role;
}

// Every change of who and what in a small world, the policy under its own name or another.
TEST(CallsOfARole, NeverLeaveAGapAndNeverGiveTooMuch) {
    int checked = 0;
    for (unsigned change = 0; change < 8 * 8 * 4 * 4 * 2; ++change) {
        const unsigned old_who = change & 7, new_who = change >> 3 & 7, old_what = change >> 6 & 3;
        const unsigned new_what = change >> 8 & 3;
        const std::string old_name = change >> 10 ? "former" : "iamirror";
        check(role_with(old_who, old_what, old_name), role_with(new_who, new_what, "iamirror"));
        ASSERT_FALSE(HasFatalFailure()) << change;
        ++checked;
    }
    EXPECT_EQ(checked, 2048);
}

TEST(CallsOfARole, CreateAndDeleteInOrderOfDependence) {
    for (unsigned state = 0; state < 32; ++state) {
        const Role role = role_with(state & 7, state >> 3, "iamirror");
        check(std::nullopt, role);
        check(role, std::nullopt);
    }
}

std::vector<std::string> actions(const std::vector<Call>& calls) {
    std::vector<std::string> out;
    for (const Call& call : calls) out.push_back(call.action);
    return out;
}

TEST(CallsOfARole, AreNoneWithoutAChange) {
    EXPECT_TRUE(calls_of(role_with(3, 3, "iamirror"), role_with(3, 3, "iamirror")).empty());
    EXPECT_TRUE(calls_of(std::nullopt, std::nullopt).empty());
}

TEST(CallsOfARole, DoNotMindTheSpellingOfADocument) {
    Role before = role_with(1, 1, "iamirror");
    before.trust =
        R"({"Statement":[{"Sid":"x","Action":["STS:AssumeRole"],"Principal":{"AWS":["a"]},"Effect":"Allow"}],)"
        R"("Version":"2012-10-17"})";
    EXPECT_TRUE(calls_of(before, role_with(1, 1, "iamirror")).empty());
    EXPECT_TRUE(changes_of(before, role_with(1, 1, "iamirror")).empty());
}

TEST(CallsOfARole, ShrinkTheTrustFirstAndGrowItLast) {
    EXPECT_EQ(
        actions(calls_of(role_with(3, 1, "iamirror"), role_with(6, 2, "iamirror"))),
        (std::vector<std::string>{"iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"}));
    EXPECT_EQ(actions(calls_of(role_with(1, 1, "iamirror"), role_with(3, 2, "iamirror"))),
              (std::vector<std::string>{"iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"}));
    EXPECT_EQ(actions(calls_of(role_with(3, 1, "iamirror"), role_with(1, 2, "iamirror"))),
              (std::vector<std::string>{"iam:UpdateAssumeRolePolicy", "iam:PutRolePolicy"}));
}

TEST(CallsOfARole, PutTheNewPolicyBeforeTheOldOneGoes) {
    EXPECT_EQ(actions(calls_of(role_with(1, 1, "former"), role_with(1, 1, "iamirror"))),
              (std::vector<std::string>{"iam:PutRolePolicy", "iam:DeleteRolePolicy"}));
}

TEST(CallsOfARole, MakeItWithPathDescriptionAndTags) {
    Role role = role_with(1, 0, "iamirror");
    role.description = "d";
    role.tags = {{"k1", "v1"}, {"k2", "v2"}};
    const Call call = calls_of(std::nullopt, role).at(0);
    EXPECT_EQ(parameter(call, "Path"), "/");
    EXPECT_EQ(parameter(call, "Description"), "d");
    EXPECT_EQ(parameter(call, "MaxSessionDuration"), "3600");
    EXPECT_EQ(parameter(call, "Tags.member.1.Key") + parameter(call, "Tags.member.2.Value"), "k1v2");
}

TEST(IsAsExpected, MindsIdentityOnlyWhereItIsExpected) {
    Role expected = role_with(1, 1, "iamirror"), live = expected;
    live.arn = "arn:aws:iam::123456789012:role/r";
    live.unique_id = "AROAEXAMPLE";
    EXPECT_TRUE(is_as_expected(expected, live));
    expected.unique_id = "AROAOTHER";
    EXPECT_FALSE(is_as_expected(expected, live));
    EXPECT_FALSE(is_as_expected(expected, std::nullopt));
    EXPECT_FALSE(is_as_expected(std::nullopt, live));
    EXPECT_TRUE(is_as_expected(std::nullopt, std::nullopt));
}

TEST(AfterCall, RefusesACallThatIsNoneOfARole) {
    EXPECT_THROW(after_call(Role{}, {"iam:CreateUser", {}}), std::invalid_argument);
    EXPECT_THROW(after_call(std::nullopt, {"iam:PutRolePolicy", {}}), std::invalid_argument);
}

TEST(ChangesOfARole, NameTheAttributeWithOldAndNew) {
    Role before = role_with(1, 1, "iamirror"), after = before;
    after.description = "new";
    after.inline_policies.clear();
    const auto changes = changes_of(before, after);
    ASSERT_EQ(changes.size(), 2u);
    EXPECT_EQ(changes[0], (Change{"description", "\"\"", "\"new\""}));
    EXPECT_EQ(changes[1].attribute, "inline_policies.iamirror");
    EXPECT_EQ(changes[1].new_value, "null");
}

TEST(CommonTrust, KeepsWhatEitherSideDenies) {
    const std::string before = R"({"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"AWS":["a","b"]},"Action":"sts:AssumeRole"},
        {"Effect":"Deny","Principal":{"AWS":"x"},"Action":"sts:AssumeRole"}]})";
    const std::string after = R"({"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Principal":{"AWS":["b","c"]},"Action":"sts:AssumeRole"}]})";
    const TrustParts parts = parts_of(*parse_policy(common_trust(before, after)));
    EXPECT_EQ(parts.trusts, (Trusts{{"AWS", "b", {}}}));
    EXPECT_EQ(parts.denies.size(), 1u);
}

// A statement that is no Allow of sts:AssumeRole to named principals stays where both sides have it, and goes else.
TEST(CommonTrust, KeepsOtherStatementsThatBothSidesHave) {
    const std::string named = R"({"Effect":"Allow","Principal":{"AWS":"a"},"Action":"sts:AssumeRole"})";
    const std::string tagging = R"({"Effect":"Allow","Principal":{"AWS":"a"},"Action":"sts:TagSession"})";
    const std::string naming = R"({"Effect":"Allow","Principal":{"AWS":"a"},"Action":"sts:SetSourceIdentity"})";
    const auto trust = [](const std::string& statements) {
        return R"({"Version":"2012-10-17","Statement":[)" + statements + "]}";
    };
    const std::string before = trust(named + "," + tagging), after = trust(tagging + "," + naming);
    const TrustParts parts = parts_of(*parse_policy(common_trust(before, after)));
    EXPECT_TRUE(parts.trusts.empty());
    EXPECT_FALSE(parts.denies_everyone);
    EXPECT_EQ(parts.others, parts_of(*parse_policy(trust(tagging))).others);
    EXPECT_TRUE(parts_of(*parse_policy(common_trust(trust(tagging), trust(naming)))).denies_everyone);
}

TEST(CommonTrust, DeniesEveryoneWhereItCannotTell) {
    EXPECT_EQ(common_trust("no policy", format_policy(trust_policy({{"AWS", "a", {}}}))),
              format_policy(trust_policy({})));
}

}  // namespace
}  // namespace iamirror::model
