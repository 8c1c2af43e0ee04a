// What doctor says before the night: who we are, what an import and an apply would lack, and what that costs.
#include <algorithm>
#include <fstream>
#include <set>

#include "model/base/text.h"
#include "tests/flow/flow_test.h"

namespace iamirror::testing {
namespace {

using nlohmann::json;

class Doctor : public FlowTest {
  protected:
    void SetUp() override {
        FlowTest::SetUp();
        sample_account();
        run({"init"});
        proxy_->clear_calls();
    }

    json doctor(int exit_code) const {
        const ProgramResult result = run({"doctor", "-o", "json"});
        EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
        return json::parse(result.out);
    }

    // "impaired: what it costs"
    static std::string check(const json& report, const std::string& area, const std::string& subject = "") {
        for (const auto& check : report.at("checks"))
            if (check.at("area") == area && (subject.empty() || check.at("subject") == subject))
                return check.at("health").get<std::string>() +
                       (check.at("cost").is_null() ? "" : ": " + check.at("cost").get<std::string>());
        return "no such check";
    }

    // moto knows no simulation: what AWS would answer, each action with the decision that `decide` gives.
    void simulate(const std::function<std::string(const std::string& action)>& decide) {
        proxy_->set_rewrite([decide](const Call& call, Response& response) {
            const std::string session = "arn:aws:sts::123456789012:user/moto";
            if (const auto at = response.body.find(session); at != std::string::npos)
                response.body.replace(at, session.size(), "arn:aws:iam::123456789012:user/ops/doctor");
            if (call.action != "SimulatePrincipalPolicy") return;
            EXPECT_EQ(call.parameter("PolicySourceArn"), "arn:aws:iam::123456789012:user/ops/doctor");
            EXPECT_EQ(call.parameter("ResourceArns.member.1"), "arn:aws:iam::123456789012:role/iamirror-doctor");
            std::string results;
            for (int i = 1; !call.parameter("ActionNames.member." + std::to_string(i)).empty(); ++i) {
                const auto action = call.parameter("ActionNames.member." + std::to_string(i));
                results += "<member><EvalActionName>" + action + "</EvalActionName><EvalDecision>" + decide(action) +
                           "</EvalDecision></member>";
            }
            response.status = 200;
            response.body =
                "<SimulatePrincipalPolicyResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\">"
                "<SimulatePrincipalPolicyResult><IsTruncated>false</IsTruncated><EvaluationResults>" +
                results + "</EvaluationResults></SimulatePrincipalPolicyResult></SimulatePrincipalPolicyResponse>";
        });
    }
};

TEST_F(Doctor, NamesSourceIdentityAccountAndPartition) {
    const auto report = doctor(0);
    EXPECT_EQ(report["identity"]["arn"], "arn:aws:sts::123456789012:user/moto");
    EXPECT_EQ(report["identity"]["account_id"], "123456789012");
    EXPECT_EQ(report["identity"]["partition"], "aws");
    EXPECT_EQ(report["sources"][0]["name"], "environment");
    EXPECT_EQ(report["sources"][0]["is_used"], true);
    for (const auto* area : {"database", "identity", "clock"}) EXPECT_EQ(check(report, area), "good") << area;
    for (const auto& check : report["checks"])
        EXPECT_TRUE(check["area"] != "import" || check["health"] == "good") << check;
}

TEST_F(Doctor, TriesEveryCallThatAnImportMakesAndWritesNothing) {
    doctor(0);
    const auto names_of_calls = [&] {
        std::set<std::string> actions;
        for (const auto& call : proxy_->calls()) actions.insert(call.service_action());
        return actions;
    };
    auto tried = names_of_calls();
    EXPECT_TRUE(proxy_->writes().empty());
    EXPECT_EQ(value("select count(*) from ops.run"), "0");
    tried.erase("iam:SimulatePrincipalPolicy");
    proxy_->clear_calls();
    import();
    EXPECT_EQ(tried, names_of_calls());
}

TEST_F(Doctor, SaysWhatAMissingPermissionCosts) {
    proxy_->inject({.fault = "access_denied", .action = "ListRoles"});
    proxy_->inject({.fault = "access_denied", .action = "GetBucketTagging"});
    proxy_->inject({.fault = "access_denied", .action = "GetAccountAuthorizationDetails"});
    const auto report = doctor(4);
    EXPECT_EQ(check(report, "import", "iam:ListRoles"),
              "impaired: aws_iam_role: description, max_session_duration stay as they were");
    EXPECT_EQ(check(report, "import", "s3:GetBucketTagging"), "impaired: aws_s3_bucket: tags stays as it was");
    const auto details = check(report, "import", "iam:GetAccountAuthorizationDetails");
    for (const auto* type : {"aws_iam_group", "aws_iam_role", "aws_iam_user", "aws_iam_policy"})
        EXPECT_NE(details.find(std::string{type} + " keeps its former rows"), std::string::npos) << details;
    EXPECT_EQ(check(report, "import", "iam:ListUsers"), "good");
    const auto text = run({"doctor"});
    EXPECT_NE(text.out.find("remedy: allow iam:ListRoles\n"), std::string::npos) << text.out;
    for (const auto line : split(text.out, '\n')) EXPECT_LE(line.size(), 80U) << line;
}

TEST_F(Doctor, HasIamSimulateWhatAnApplyNeeds) {
    simulate([](const std::string& action) {
        return action == "iam:CreateRole" ? "explicitDeny" : action == "iam:PutRolePolicy" ? "implicitDeny" : "allowed";
    });
    const auto report = doctor(0);
    EXPECT_EQ(check(report, "apply", "iam:CreateRole"), "impaired: apply cannot make roles");
    EXPECT_EQ(check(report, "apply", "iam:PutRolePolicy"), "impaired: apply cannot change what a role may do");
    EXPECT_EQ(check(report, "apply", "iam:GetRole"), "good");
}

// The list of what an apply needs is a table: it is held against what an apply calls.
TEST_F(Doctor, NamesEveryCallThatAnApplyMakes) {
    const auto report = doctor(0);
    std::set<std::string> named{"sts:GetCallerIdentity"};
    for (const auto& check : report["checks"])
        if (check["area"] == "apply") named.insert(check["subject"]);
    import();
    query("insert into control.access_control (name, type, account_id) values ('d', 'role', '123456789012')");
    query(
        "insert into control.who (access_control, who_type, who) select 'd', 'user', min(name) from aws.aws_iam_user");
    query("insert into control.what (access_control, what, permission) values ('d', 's3://data/x/', 'read')");
    run({"plan"});
    proxy_->clear_calls();
    EXPECT_EQ(run({"apply"}).exit_code, 0);
    import();
    query("update control.access_control set state = 'retired'");
    run({"plan"});
    EXPECT_EQ(run({"apply"}).exit_code, 0);
    for (const auto& call : proxy_->writes())
        EXPECT_EQ(named.count(call.service_action()), 1U) << call.service_action();
    EXPECT_GE(proxy_->writes().size(), 4U);
}

TEST_F(Doctor, GoesOnWithoutADatabaseAndWithoutAnIdentity) {
    auto without = settings();
    without.database_url = "postgresql://nobody@127.0.0.1:1/none";
    const auto no_database = run_program(without, {"doctor", "-o", "json"});
    EXPECT_EQ(no_database.exit_code, 1) << no_database.err;
    const auto report = json::parse(no_database.out);
    EXPECT_EQ(check(report, "database"), "broken");
    EXPECT_EQ(check(report, "identity"), "good");

    proxy_->inject({.fault = "access_denied", .action = "GetCallerIdentity"});
    const auto nobody = doctor(1);
    EXPECT_EQ(check(nobody, "database"), "good");
    EXPECT_EQ(check(nobody, "identity"), "broken");
    EXPECT_TRUE(nobody["identity"]["arn"].is_null());
}

TEST_F(Doctor, NamesAWrongClock) {
    proxy_->set_rewrite([](const Call&, Response& response) {
        for (auto& header : response.headers)
            if (header.first == "Date") header.second = "Wed, 25 Nov 2015 12:00:00 GMT";
    });
    EXPECT_EQ(check(doctor(0), "clock"), "impaired");
}

}  // namespace
}  // namespace iamirror::testing
