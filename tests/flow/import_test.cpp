// One account into the mirror, with nothing in the way: how many calls, and what counts as a change.
#include <gmock/gmock.h>

#include "tests/fakes/scripted_iam.h"
#include "tests/flow/flow_test.h"

namespace iamirror::testing {
namespace {

using ::testing::HasSubstr;

class ImportCalls : public FlowTest {
  protected:
    // The calls that the import made of the proxy, one line an action.
    std::map<std::string, int> calls() const {
        std::map<std::string, int> counts;
        for (const Call& call : proxy_->calls()) {
            ++counts[call.service_action()];
        }
        return counts;
    }

    static std::map<std::string, int> expected(int details, int users, int roles, int policies, int profiles) {
        return {{"sts:GetCallerIdentity", 1},   {"iam:GetAccountSummary", 1},
                {"iam:ListAccountAliases", 1},  {"iam:GetAccountAuthorizationDetails", details},
                {"iam:ListUsers", users},       {"iam:ListRoles", roles},
                {"iam:ListPolicies", policies}, {"iam:ListInstanceProfiles", profiles}};
    }

    // And of an account's S3: ten calls a bucket where the listing does not say its region, three an access point.
    static std::map<std::string, int> with_s3(std::map<std::string, int> calls, int buckets, int access_points) {
        calls.insert({{"s3:ListBuckets", 1}, {"s3:ListAccessPoints", 1}});
        for (const char* of_each :
             {"GetBucketLocation", "GetBucketTagging", "GetBucketPolicy", "GetBucketPolicyStatus", "GetBucketAcl",
              "GetBucketOwnershipControls", "GetBucketVersioning", "GetBucketEncryption", "GetBucketLogging"})
            if (buckets > 0) calls[std::string("s3:") + of_each] = buckets;
        calls["s3:GetPublicAccessBlock"] = buckets + 1;  // and of the account
        for (const char* of_each : {"GetAccessPoint", "GetAccessPointPolicy", "GetAccessPointPolicyStatus"})
            if (access_points > 0) calls[std::string("s3:") + of_each] = access_points;
        return calls;
    }
};

TEST_F(ImportCalls, OfASmallAccountAreEightAndTenABucketAndThreeAnAccessPoint) {
    sample_account();
    const auto report = import();
    EXPECT_EQ(calls(), with_s3(expected(1, 1, 1, 1, 1), 6, 2));
    EXPECT_EQ(report["api_calls"], 8 + 3 + 10 * 6 + 3 * 2);
}

TEST_F(ImportCalls, OfAThousandUsersAndRolesAreFifteen) {
    if (has_sanitizer()) {
        GTEST_SKIP() << "the same calls as in the build without sanitizers, at twenty times the cost";
    }
    bare_account({"--users", "1000", "--groups", "100", "--roles", "1000", "--policies", "1600"});
    const auto report = import();
    EXPECT_EQ(calls(), with_s3(expected(4, 1, 1, 2, 1), 0, 0));
    EXPECT_EQ(report["objects"]["aws_iam_policy"]["seen"], 1600);
}

TEST_F(ImportCalls, FollowPagesShorterThanAsked) {
    proxy_ = std::make_unique<Proxy>(sample_account().port(), RepagerSettings{.largest_page = 2});
    import();
    // 7 users, 4 groups, 6 roles, 4 policies of the company's and 6 of AWS's own; 2 instance profiles
    EXPECT_EQ(calls(), with_s3(expected(14, 4, 3, 2, 1), 6, 2));
}

TEST_F(ImportCalls, OfManyRolesFollowTheFormula) {
    proxy_ = std::make_unique<Proxy>(ScriptedIam({.roles = 2'500}));
    const auto report = import();
    EXPECT_EQ(calls(), with_s3(expected(3, 1, 3, 1, 1), 0, 0));
    EXPECT_EQ(report["objects"]["aws_iam_role"]["seen"], 2'500);
}

class ImportAgain : public FlowTest {
  protected:
    void SetUp() override {
        FlowTest::SetUp();
        sample_account();
        import();
    }

    long versions() const {
        return number(
            "select sum((xpath('/row/n/text()', query_to_xml(format('select count(*) as n from mirror.%I', "
            "table_name), false, true, '')))[1]::text::bigint) from information_schema.tables "
            "where table_schema = 'mirror' and table_name like '%\\_history'");
    }
};

TEST_F(ImportAgain, OfAnUnchangedAccountWritesNoVersionAndNoChange) {
    const std::string before = snapshot();
    const auto report = import();
    for (const auto& [type, counts] : report["objects"].items()) {
        EXPECT_EQ(counts["created"].get<long>() + counts["changed"].get<long>() + counts["deleted"].get<long>(), 0)
            << type;
    }
    EXPECT_EQ(versions(), 0);
    EXPECT_EQ(snapshot(), before);
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
        text.replace(at, what.size(), by);
    }
}

TEST_F(ImportAgain, WritesNoVersionWhenOnlyLastUsedAndCountsMoved) {
    proxy_->set_rewrite([](const Call& call, Response& answer) {
        std::string& body = answer.body;
        replace_all(body, "<RoleLastUsed/>",
                    "<RoleLastUsed><LastUsedDate>2026-11-20T10:00:00Z</LastUsedDate><Region>eu-west-1</Region>"
                    "</RoleLastUsed>");
        replace_all(body, "<AttachmentCount>", "<AttachmentCount>9");
        if (call.action == "ListUsers") {
            replace_all(body, "</UserName>", "</UserName><PasswordLastUsed>2026-11-20T11:00:00Z</PasswordLastUsed>");
        }
    });
    const long changes = number("select count(*) from aws_history.change");
    import();
    EXPECT_EQ(versions(), 0);
    EXPECT_EQ(number("select count(*) from aws_history.change"), changes);
    EXPECT_EQ(value("select role_last_used_date from aws.aws_iam_role where name = 'web-server'"),
              "2026-11-20 10:00:00+00");
    EXPECT_EQ(value("select password_last_used from aws.aws_iam_user where name = 'bo'"), "2026-11-20 11:00:00+00");
    EXPECT_GE(number("select attachment_count from aws.aws_iam_policy where name = 'ReadSalesData'"), 90);
}

TEST_F(ImportAgain, KeepsARoleDeletedAndMadeAgainAsTwoObjects) {
    StandIn& stand_in = sample_account();
    const auto make = [&] {
        stand_in.iam("CreateRole", {{"RoleName", "phoenix"}, {"AssumeRolePolicyDocument", R"({"Version":"2012-10-17",
            "Statement":[{"Effect":"Allow","Principal":{"Service":"ec2.amazonaws.com"},"Action":"sts:AssumeRole"}]})"}});
    };
    make();
    import();
    stand_in.iam("DeleteRole", {{"RoleName", "phoenix"}});
    make();
    import();
    EXPECT_EQ(number("select count(*) from aws.aws_iam_role where name = 'phoenix'"), 1);
    EXPECT_EQ(number("select count(distinct role_id) from aws_history.aws_iam_role where name = 'phoenix'"), 2);
    EXPECT_EQ(value("select string_agg(change, ',' order by change_id) from aws_history.change "
                    "where name = 'phoenix' and attribute is null and change_id > "
                    "(select min(change_id) from aws_history.change where name = 'phoenix')"),
              "deleted,created");
}

class ImportHeld : public FlowTest {};

TEST_F(ImportHeld, KeepsAListingThatWentFromTwelveToNoneUntilASecondAgrees) {
    StandIn& stand_in = bare_account({"--groups", "12"});
    import();
    ASSERT_EQ(number("select count(*) from aws.aws_iam_group"), 12);
    for (int i = 0; i < 12; ++i) {
        stand_in.iam("DeleteGroup",
                     {{"GroupName", i < 10 ? "group-0000" + std::to_string(i) : "group-000" + std::to_string(i)}});
    }
    import(4);
    EXPECT_EQ(number("select count(*) from aws.aws_iam_group"), 12);
    EXPECT_EQ(value("select status from ops.scope_current where resource_type = 'aws_iam_group'"), "held");
    import(0);
    EXPECT_EQ(number("select count(*) from aws.aws_iam_group"), 0);
}

class ImportDenied : public ImportAgain {};

TEST_F(ImportDenied, TheBulkCallKeepsEveryRowAndNamesThePermission) {
    proxy_->inject({.fault = "access_denied", .call_index = {}, .action = "GetAccountAuthorizationDetails"});
    const std::string before = snapshot();
    import(4);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(value("select string_agg(distinct status || ' ' || missing_permission, ';') from ops.scope_current "
                    "where resource_type in ('aws_iam_user', 'aws_iam_group', 'aws_iam_role', 'aws_iam_policy')"),
              "denied iam:GetAccountAuthorizationDetails");
}

TEST_F(ImportDenied, ListRolesKeepsDescriptionsAndRecordsNoChange) {
    proxy_->inject({.fault = "access_denied", .call_index = {}, .action = "ListRoles"});
    const std::string before = snapshot();
    import(4);
    EXPECT_EQ(snapshot(), before);
    EXPECT_EQ(value("select description from aws.aws_iam_role where name = 'partner-read'"),
              "The partner reads sales data");
    EXPECT_EQ(value("select missing_permission from ops.scope_current where resource_type = 'aws_iam_role/ListRoles'"),
              "iam:ListRoles");
    EXPECT_EQ(value("select status from ops.scope_current where resource_type = 'aws_iam_role'"), "complete");
}

class ImportAtOnce : public FlowTest {};

TEST_F(ImportAtOnce, ASecondRunIsRefusedAndToldWhoHoldsTheLock) {
    sample_account();
    ProgramResult second;
    bool asked = false;
    proxy_->set_hook([&](Moment moment, const Call& call) {
        if (moment == Moment::before_effect && call.action == "ListUsers" && !asked) {
            asked = true;
            second = run({"import"});
        }
    });
    const auto first = start_program(settings(), {"import"});
    EXPECT_EQ(finish(*first).exit_code, 0);
    EXPECT_EQ(second.exit_code, 6);
    EXPECT_THAT(second.err, HasSubstr(std::to_string(first->pid())));
}

class ImportMemory : public FlowTest {
  protected:
    long peak_mib(long roles) {
        const HttpServer server(ScriptedIam({.roles = roles}));
        const ProgramResult result = run_program(settings(server.url()), {"import", "-o", "json"});
        EXPECT_EQ(result.exit_code, 0) << result.err;
        EXPECT_EQ(number("select count(*) from aws.aws_iam_role"), roles);
        RecordProperty("peak_mib_" + std::to_string(roles), static_cast<int>(result.peak_memory_kib / 1024));
        std::cout << roles << " roles: " << result.peak_memory_kib / 1024 << " MiB\n";
        return result.peak_memory_kib / 1024;
    }
};

TEST_F(ImportMemory, DoesNotGrowWithTheNumberOfPages) {
    if (has_sanitizer()) {
        GTEST_SKIP() << "a sanitizer's memory is not the program's";
    }
    const long small = peak_mib(10'000);
    EXPECT_LE(small, 150);
    EXPECT_LE(peak_mib(50'000), small + 40);
}

}  // namespace
}  // namespace iamirror::testing
