#include "model/drift.h"

#include <gtest/gtest.h>

#include "model/plan.h"

namespace iamirror::model {
namespace {

// One role that the ledger knows as it is, and its access control in `state`.
PlanInput world(const std::string& state) {
    PlanInput in;
    in.account_id = "123456789012";
    AccessControl control;
    control.name = "sales";
    control.type = "role";
    control.state = state;
    in.controls = {control};
    Role role;
    role.name = "sales";
    role.unique_id = "AROA1";
    in.roles = {{role, {}}};
    in.ledger = {{role_type, "AROA1", "sales", fingerprint(role)}};
    return in;
}

TEST(Drift, IsNoneWhileTheRoleIsAsItWasWritten) {
    for (const char* state : {"applied", "drifted"}) {
        const auto drift = drift_of(world(state));
        ASSERT_EQ(drift.size(), 1U) << state;
        EXPECT_FALSE(drift[0].is_drifted());
        EXPECT_EQ(drift[0].how, "");
    }
}

TEST(Drift, IsWhateverSomeoneElseChangedInTheRole) {
    for (const auto& change : std::vector<void (*)(Role&)>{
             [](Role& role) { role.description = "x"; }, [](Role& role) { role.tags["team"] = "x"; },
             [](Role& role) { role.attached_policy_arns.insert("arn"); },
             [](Role& role) { role.inline_policies["other"] = "{}"; }, [](Role& role) { role.boundary_arn = "arn"; }}) {
        auto in = world("applied");
        change(in.roles[0].role);
        const auto drift = drift_of(in);
        ASSERT_EQ(drift.size(), 1U);
        EXPECT_TRUE(drift[0].is_drifted());
        EXPECT_EQ(drift[0].how, "role sales was changed outside");
    }
}

TEST(Drift, IsARoleThatIsGone) {
    auto in = world("applied");
    in.roles.clear();
    ASSERT_EQ(drift_of(in).size(), 1U);
    EXPECT_EQ(drift_of(in)[0].how, "the role was deleted outside");
}

TEST(Drift, IsNotJudgedWhereRolesWereNotReadCompletely) {
    for (const char* scope : {"aws_iam_role", "aws_iam_role/ListRoles"}) {
        auto in = world("applied");
        in.roles.clear();
        in.incomplete_scopes = {scope};
        EXPECT_TRUE(drift_of(in).empty()) << scope;
    }
}

TEST(Drift, LeavesStatesThatPeopleGave) {
    for (const char* state : {"draft", "submitted", "approved", "retired"}) {
        auto in = world(state);
        in.roles.clear();
        EXPECT_TRUE(drift_of(in).empty()) << state;
    }
}

TEST(Drift, NeedsToKnowWhatWasWritten) {
    auto in = world("applied");
    in.ledger[0].fingerprint = "";
    EXPECT_TRUE(drift_of(in).empty());
}

}  // namespace
}  // namespace iamirror::model
