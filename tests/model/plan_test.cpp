#include "model/plan.h"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "model/policy/format.h"

namespace iamirror::model {
namespace {

const std::string account = "123456789012";

PlanInput world() {
    PlanInput in;
    in.account_id = account;
    in.partition = "aws";
    in.installation_id = "installation-1";
    in.now = *parse_time("2026-06-01T00:00:00Z");
    in.permissions = {{"read", "object", "s3:GetObject"}};
    in.users = {{"anna", "arn:aws:iam::" + account + ":user/anna"}, {"bob", "arn:aws:iam::" + account + ":user/bob"}};
    return in;
}

AccessControl control(const std::string& name, const Who& who = {"user", "anna", {}, {}}) {
    AccessControl out;
    out.name = name;
    out.type = "role";
    out.account_id = account;
    out.state = "approved";
    out.who = {who};
    out.what = {{"s3://data", "read", {}}};
    return out;
}

// What AWS and the ledger hold after the plan was applied.
void apply(PlanInput& in) {
    const Plan plan = make_plan(in);
    for (const PlanItem& item : plan.items) {
        if (!item.after || item.operation != Operation::create) continue;
        Role role = *item.after;
        role.unique_id = "AROA" + role.name;
        role.arn = "arn:aws:iam::" + account + ":role/" + role.name;
        in.ledger.push_back({role_type, role.unique_id, item.access_controls.at(0), fingerprint(role)});
        for (const auto& [name, document] : role.inline_policies) {
            in.ledger.push_back({inline_policy_type, role.unique_id + "/" + name, item.access_controls.at(0),
                                 document_fingerprint(document)});
        }
        in.roles.push_back({role, {}});
    }
}

PlanInput applied(const std::vector<AccessControl>& controls) {
    PlanInput in = world();
    in.controls = controls;
    apply(in);
    return in;
}

std::string refusals(const PlanItem& item) {
    std::string out;
    for (const Refusal& refusal : item.refused_by) out += format(refusal) + "\n";
    return out;
}

// One line an item.
std::string shape(const Plan& plan) {
    std::string out;
    for (const PlanItem& item : plan.items) {
        out += std::string(name(item.operation)) + " " + item.name + (item.refused_by.empty() ? "" : " refused") + "\n";
    }
    return out;
}

TEST(MakePlan, CreatesARoleForAnApprovedControl) {
    PlanInput in = world();
    in.controls = {control("sales")};
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), "create sales\n");
    EXPECT_EQ(plan.items[0].calls.size(), 2u);
    EXPECT_EQ(plan.items[0].after->tags.at("iamirror:owner"), "installation-1");
    EXPECT_EQ(plan.items[0].effects.gains.at(0).what, "s3://data");
}

TEST(MakePlan, IsEmptyAfterItWasApplied) {
    EXPECT_EQ(shape(make_plan(applied({control("sales"), control("finance")}))), "");
}

TEST(MakePlan, IsEmptyWithoutAnything) {
    EXPECT_EQ(shape(make_plan(world())), "");
}

TEST(MakePlan, TakesDraftsAsAbsentAndDeletesNothingForThem) {
    PlanInput in = applied({control("sales")});
    for (const char* state : {"draft", "submitted"}) {
        in.controls[0].state = state;
        EXPECT_EQ(shape(make_plan(in)), "") << state;
    }
    PlanInput fresh = world();
    fresh.controls = {control("sales")};
    fresh.controls[0].state = "draft";
    EXPECT_EQ(shape(make_plan(fresh)), "");
}

TEST(MakePlan, PlansAppliedAndDriftedControlsLikeApprovedOnes) {
    PlanInput in = applied({control("sales")});
    in.controls[0].who = {{"user", "bob", {}, {}}};
    for (const char* state : {"approved", "applied", "drifted"}) {
        in.controls[0].state = state;
        EXPECT_EQ(shape(make_plan(in)), "update sales\n") << state;
    }
}

TEST(MakePlan, DeletesWhatIsRetiredAndWhatHasLostItsControl) {
    PlanInput in = applied({control("finance"), control("sales")});
    in.controls[0].state = "retired";
    in.controls.pop_back();
    EXPECT_EQ(shape(make_plan(in)), "delete finance\ndelete sales\n");
    for (LedgerRow& row : in.ledger) {
        if (row.access_control == "sales") row.access_control = "";
    }
    EXPECT_EQ(shape(make_plan(in)), "delete finance\ndelete sales\n");
}

TEST(MakePlan, RepairsWhatSomeoneChangedInOurRole) {
    PlanInput in = applied({control("sales")});
    in.roles[0].role.trust = R"({"Statement":[]})";
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), "update sales\n");
    EXPECT_EQ(plan.items[0].calls.at(0).action, "iam:UpdateAssumeRolePolicy");
}

TEST(MakePlan, PutsBackAPolicyThatSomeoneDeleted) {
    PlanInput in = applied({control("sales")});
    in.roles[0].role.inline_policies.clear();
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), "update sales\n");
    EXPECT_EQ(plan.items[0].calls.at(0).action, "iam:PutRolePolicy");
}

TEST(MakePlan, MakesADeletedRoleAgainAndSaysSo) {
    PlanInput in = applied({control("sales")});
    in.roles.clear();
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), "create sales\n");
    EXPECT_EQ(plan.items[0].risk.size(), 1u);
}

TEST(MakePlan, LeavesWhatOthersPutIntoOurRoleAndSaysSo) {
    PlanInput in = applied({control("sales")});
    in.roles[0].role.inline_policies["theirs"] = R"({"Statement":[]})";
    in.roles[0].role.attached_policy_arns = {"arn:aws:iam::aws:policy/ReadOnlyAccess"};
    EXPECT_EQ(shape(make_plan(in)), "");
    in.controls[0].description = "new";
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), "update sales\n");
    EXPECT_EQ(plan.items[0].risk.size(), 2u);
    EXPECT_EQ(plan.items[0].after->inline_policies.count("theirs"), 1u);
}

TEST(MakePlan, MakesARoleBeforeAnotherNamesIt) {
    PlanInput in = world();
    in.controls = {control("a", {"role", "z", {}, {}}), control("z")};
    EXPECT_EQ(shape(make_plan(in)), "create z\ncreate a\n");
    in.controls = {control("a", {"role", "z", {}, {}}), control("z", {"role", "a", {}, {}})};
    EXPECT_EQ(shape(make_plan(in)), "create a refused\ncreate z refused\n");
}

TEST(MakePlan, RefusesWhatNamesARefusedCreation) {
    PlanInput in = world();
    in.controls = {control("a", {"role", "z", {}, {}}), control("z")};
    in.controls[1].what = {{"s3://*", "read", {}}};
    EXPECT_EQ(shape(make_plan(in)), "create z refused\ncreate a refused\n");
}

TEST(MakePlan, DropsANameBeforeTheRoleIsDeleted) {
    PlanInput in = applied({control("z"), control("a", {"role", "z", {}, {}})});
    in.controls[0].state = "retired";
    in.controls[1].who = {{"user", "bob", {}, {}}};
    EXPECT_EQ(shape(make_plan(in)), "update a\ndelete z\n");
}

TEST(MakePlan, RevokesWhenTheLastWhoIsGone) {
    PlanInput in = applied({control("sales")});
    in.controls[0].who.clear();
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), "update sales\n");
    EXPECT_EQ(plan.items[0].effects.loses.size(), 1u);
    EXPECT_EQ(plan.items[0].risk, std::vector<std::string>{"someone loses access"});
}

struct GuardCase {
    std::string name;
    std::function<void(PlanInput&)> edit;
    std::string shape;
    std::string reason;
};

class PlanGuard : public testing::TestWithParam<GuardCase> {};

TEST_P(PlanGuard, RefusesAndNames) {
    PlanInput in = applied({control("sales")});
    GetParam().edit(in);
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), GetParam().shape);
    EXPECT_NE(refusals(plan.items.at(0)).find(GetParam().reason), std::string::npos) << refusals(plan.items[0]);
}

const GuardCase guards[] = {
    {"SomeoneElsesRoleOfTheName",
     [](PlanInput& in) {
         in.ledger.clear();
         in.roles[0].role.name = "SALES";
         in.roles[0].role.tags.clear();
     },
     "create sales refused\n", "ownership: role SALES exists already"},
    {"OurTagWithoutALedgerRow", [](PlanInput& in) { in.ledger.clear(); }, "create sales refused\n",
     "the ledger does not know it"},
    {"LedgerRowOfAnotherId", [](PlanInput& in) { in.ledger[0].unique_id = "AROAother"; }, "create sales refused\n",
     "the ledger does not know it"},
    {"TagRemoved",
     [](PlanInput& in) {
         in.controls[0].description = "new";
         in.roles[0].role.tags.clear();
     },
     "update sales refused\n", "ownership: role sales is in the ledger"},
    {"TagOfAnother",
     [](PlanInput& in) {
         in.controls.clear();
         in.roles[0].role.tags["iamirror:owner"] = "installation-2";
     },
     "delete sales refused\n", "ownership: role sales is in the ledger"},
    {"PolicyOfOthersInARoleToDelete",
     [](PlanInput& in) {
         in.controls.clear();
         in.roles[0].role.inline_policies["theirs"] = "{}";
     },
     "delete sales refused\n", "inline policy theirs of sales is not ours"},
    {"AttachmentInARoleToDelete",
     [](PlanInput& in) {
         in.controls.clear();
         in.roles[0].role.attached_policy_arns = {"arn:aws:iam::aws:policy/X"};
     },
     "delete sales refused\n", "attachment of arn:aws:iam::aws:policy/X"},
    {"InstanceProfileOfARoleToDelete",
     [](PlanInput& in) {
         in.controls.clear();
         in.roles[0].instance_profiles = {"web"};
     },
     "delete sales refused\n", "instance profile web"},
    {"PolicyOfOurNameThatIsNotOurs",
     [](PlanInput& in) {
         in.controls[0].what = {{"s3://other", "read", {}}};
         in.ledger.pop_back();
     },
     "update sales refused\n", "inline policy iamirror of sales is not ours"},
    {"PolicyOfOursThatSomeoneChanged",
     [](PlanInput& in) { in.roles[0].role.inline_policies["iamirror"] = R"({"Statement":[]})"; },
     "update sales refused\n", "inline policy iamirror of sales was changed by someone else"},
    {"ChangedPolicyInARoleToDelete",
     [](PlanInput& in) {
         in.controls.clear();
         in.roles[0].role.inline_policies["iamirror"] = R"({"Statement":[]})";
     },
     "delete sales refused\n", "inline policy iamirror of sales was changed by someone else"},
    {"RolesNotCompletelyRead",
     [](PlanInput& in) {
         in.controls.clear();
         in.incomplete_scopes = {"aws_iam_role"};
     },
     "delete sales refused\n", "incomplete source: aws_iam_role of account 123456789012"},
    {"DescriptionsNotRead",
     [](PlanInput& in) {
         in.controls[0].description = "new";
         in.incomplete_scopes = {"aws_iam_role/ListRoles"};
     },
     "update sales refused\n", "incomplete source: aws_iam_role/ListRoles"},
    {"IncompleteControl",
     [](PlanInput& in) {
         in.controls[0].is_complete = false;
         in.controls[0].incomplete_reason = "a deny";
     },
     "update sales refused\n", "incomplete control: sales says less than AWS has: a deny"},
    {"WhoIsLocked",
     [](PlanInput& in) {
         in.controls[0].lock_who = true;
         in.controls[0].who = {{"user", "bob", {}, {}}};
     },
     "update sales refused\n", "lock: who"},
    {"WhatIsLocked",
     [](PlanInput& in) {
         in.controls[0].lock_what = true;
         in.controls[0].what = {{"s3://other", "read", {}}};
     },
     "update sales refused\n", "lock: what"},
    {"DeletionIsLocked",
     [](PlanInput& in) {
         in.controls[0].lock_delete = true;
         in.controls[0].state = "retired";
     },
     "delete sales refused\n", "lock: delete"},
    {"UnknownWho",
     [](PlanInput& in) {
         in.controls[0].who = {{"user", "carl", {}, {}}};
     },
     "update sales refused\n", "who: user \"carl\" does not exist"},
    {"NewControlWithoutWho",
     [](PlanInput& in) {
         in.controls = {control("new"), in.controls[0]};
         in.controls[0].who.clear();
     },
     "create new refused\n", "who: nobody is named"},
    {"ReservedName", [](PlanInput& in) { in.controls.push_back(control("AWSReservedSSO_x")); },
     "create AWSReservedSSO_x refused\n", "reserved: role AWSReservedSSO_x"},
};

INSTANTIATE_TEST_SUITE_P(Guards, PlanGuard, testing::ValuesIn(guards),
                         [](const auto& each) { return each.param.name; });

// IAM knows no case in names.
TEST(Guard, RefusesTheSecondOfTwoNamesThatDifferInCase) {
    PlanInput in = world();
    in.controls = {control("sales"), control("SALES")};
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), "create SALES\ncreate sales refused\n");
    EXPECT_EQ(refusals(plan.items[1]), "name: access control SALES has the name sales already\n");
}

TEST(Guard, LeavesAChangeAloneThatRestsOnAnotherScope) {
    PlanInput in = applied({control("sales")});
    in.controls[0].who = {{"user", "bob", {}, {}}};
    in.incomplete_scopes = {"aws_iam_role/ListRoles", "aws_iam_group"};
    EXPECT_EQ(shape(make_plan(in)), "update sales\n");
}

TEST(StoredPlan, HasTheSameDigestWhenReadBack) {
    PlanInput in = world();
    in.controls = {control("sales"), control("finance")};
    const Plan plan = make_plan(in);
    std::vector<nlohmann::json> stored, read_back;
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        stored.push_back(stored_item(plan, plan.items[i], static_cast<int>(i) + 1));
        read_back.push_back(nlohmann::json::parse(stored.back().dump(2)));
    }
    EXPECT_EQ(plan_sha256(stored), plan_sha256(read_back));
    read_back[1]["after"]["description"] = "other";
    EXPECT_NE(plan_sha256(stored), plan_sha256(read_back));
}

TEST(StoredPlan, HoldsAllThatTheCallsAreMadeFrom) {
    PlanInput in = applied({control("sales"), control("old")});
    in.controls[0].who = {{"user", "bob", {}, {}}};
    in.controls[0].what = {{"s3://other", "read", {}}};
    in.controls[1].state = "retired";
    in.controls.push_back(control("new"));
    const Plan plan = make_plan(in);
    ASSERT_EQ(shape(plan), "create new\nupdate sales\ndelete old\n");
    for (const PlanItem& item : plan.items) {
        const auto stored = nlohmann::json::parse(stored_item(plan, item, 1).dump());
        const auto role = [&stored](const char* key) -> std::optional<Role> {
            if (stored.at(key).is_null()) return std::nullopt;
            return *role_from_json(stored.at(key));
        };
        EXPECT_EQ(calls_of(role("before"), role("after")), item.calls);
        EXPECT_EQ(stored.at("calls").size(), item.calls.size());
    }
}

TEST(PlanSummary, CountsWhatWillBeDone) {
    PlanInput in = applied({control("sales")});
    in.controls = {control("new"), control("AWSReservedSSO_x")};
    const PlanSummary summary = summary_of(make_plan(in));
    EXPECT_EQ(summary.create, 1);
    EXPECT_EQ(summary.remove, 1);
    EXPECT_EQ(summary.refused, 1);
}

}  // namespace
}  // namespace iamirror::model
