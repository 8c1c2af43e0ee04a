// Who sees what: a reader limited to one of two accounts, an unlimited one, one without a row, the writer.
#include <gtest/gtest.h>

#include "tests/sql/mirror_fixture.h"

namespace iamirror::sql {
namespace {

constexpr const char* other_account = "444455556666";

// Roles belong to the cluster: each test database is of the same one.
class ReadersTest : public MirrorTest {
  protected:
    ReadersTest() {
        database->script(R"(do $$ begin
            create role limited login; create role unlimited login; create role nobody_yet login; create role job login;
            grant iamirror_reader to limited, unlimited, nobody_yet; grant iamirror_writer to job;
        exception when duplicate_object then null; end $$)");
        database->query("insert into ops.visible_account values ('limited', $1), ('unlimited', '*')", {account});
        fill();
    }

    // A row of each account in every table that has accounts.
    void fill() {
        for (const char* of : {account, other_account}) {
            std::vector<Listing> listings;
            const auto types = database->query("select resource_type from mirror.resource_type where is_mirrored");
            for (std::size_t i = 0; i < types.size(); ++i)
                listings.push_back(
                    {scope(types.text(i, "resource_type"), "", of), {object("arn:" + std::string(of), "x", "{}")}});
            import(listings);
            database->query(R"(with run as (select max(run_id) as run_id from ops.run),
                scope_object as (insert into ops.scope_object select run_id, $1, 'r', 't', 'o', 'denied' from run),
                finding as (insert into ops.finding (run_id, account_id, region, resource_type, object_id, code, severity,
                    message, remedy) select run_id, $1, 'r', 't', 'o', 'c', 'info', 'm', '' from run),
                plan as (insert into ops.plan (account_id, run_id, version, sha256) select $1, run_id, '0', '' from run
                    returning plan_id),
                plan_item as (insert into ops.plan_item (plan_id, item_no, operation, object_type, account_id, region, name)
                    select plan_id, 1, 'create', 't', $1, 'r', 'n' from plan),
                journal as (insert into ops.journal (run_id, call_no, action, account_id, region, request)
                    select run_id, 1, 'iam:CreateRole', $1, 'r', '{}' from run),
                control as (insert into control.access_control (name, type, account_id) values ('c' || $1, 'role', $1))
                insert into ops.ledger (account_id, object_type, unique_id) values ($1, 't', 'u'))",
                            {of});
            database->query("insert into control.who values ('c' || $1, 'account', $1)", {of});
            database->query("insert into control.what values ('c' || $1, 's3://bucket', 'read')", {of});
        }
    }

    std::unique_ptr<Database> as(const std::string& role) {
        const auto at = uri.rfind("&user=");
        return Database::connect(uri.substr(0, at) + "&user=" + role);
    }

    // Relations that readers may read and that tell an account.
    Rows relations_with_accounts() {
        return database->query(R"(select format('%I.%I', n.nspname, c.relname) as name, c.relkind from pg_class c
            inner join pg_namespace n on n.oid = c.relnamespace
            inner join pg_attribute a on a.attrelid = c.oid and a.attname = 'account_id'
            where n.nspname in ('aws', 'aws_history', 'aws_at', 'ops', 'control', 'access', 'usage', 'report')
                and c.relkind in ('r', 'v', 'p') and not c.relispartition order by 1)");
    }
};

TEST_F(ReadersTest, LimitedReaderSeesItsAccountInEveryView) {
    const auto limited = as("limited");
    const auto relations = relations_with_accounts();
    ASSERT_GT(relations.size(), 30u);
    for (std::size_t i = 0; i < relations.size(); ++i) {
        const std::string name = relations.text(i, "name");
        const auto seen = limited->query("select distinct account_id from " + name + " order by 1");
        if (name == "control.approval") continue;  // nothing was approved here; ControlTest does
        ASSERT_EQ(seen.size(), 1u) << name;
        EXPECT_EQ(seen.rows[0][0], account) << name;
    }
}

TEST_F(ReadersTest, LimitedReaderSeesNoTraceElsewhere) {
    const auto limited = as("limited");
    for (const char* relation : {"control.who", "control.what", "control.revision", "aws.aws_iam_policy_attachment"}) {
        const auto rows = limited->query(std::string("select to_jsonb(t)::text as row from ") + relation + " t");
        ASSERT_FALSE(rows.empty()) << relation;
        for (std::size_t i = 0; i < rows.size(); ++i)
            EXPECT_EQ(rows.text(i, "row").find(other_account), std::string::npos) << relation;
    }
}

TEST_F(ReadersTest, LimitedReaderIsLimitedInThePastToo) {
    const auto limited = as("limited");
    limited->script("set iamirror.as_of = 'infinity'");
    EXPECT_EQ(limited->query("select string_agg(distinct account_id, ',') as a from aws_at.aws_iam_role").text(0, "a"),
              account);
}

TEST_F(ReadersTest, UnlimitedReaderSeesBothAndNobodyYetNone) {
    const auto relations = relations_with_accounts();
    const auto unlimited = as("unlimited"), nobody = as("nobody_yet");
    for (std::size_t i = 0; i < relations.size(); ++i) {
        const std::string name = relations.text(i, "name");
        if (name == "control.approval" || name == "ops.visible_account") continue;
        EXPECT_EQ(unlimited->query("select count(distinct account_id) as n from " + name).text(0, "n"), "2") << name;
        EXPECT_EQ(nobody->query("select count(*) as n from " + name).text(0, "n"), "0") << name;
    }
}

TEST_F(ReadersTest, SuperuserAndWriterSeeBoth) {
    EXPECT_EQ(one("select count(*) from aws.aws_iam_role"), "2");
    EXPECT_EQ(as("job")->query("select count(*) as n from aws.aws_iam_role").text(0, "n"), "2");
}

TEST_F(ReadersTest, ReadersHaveNoRightOnTheMirror) {
    const auto reader = as("unlimited");
    for (const char* statement :
         {"select from mirror.aws_iam_role", "select from mirror.document", "select from staging.seen",
          "insert into ops.visible_account values ('unlimited', '1')", "delete from ops.scope",
          "update aws.aws_iam_role set name = 'x'", "create view aws.mine as select 1"})
        EXPECT_THROW(reader->query(statement), DatabaseError) << statement;
}

TEST_F(ReadersTest, AnUnknownRoleInTheListHarmsNobody) {
    database->script("insert into ops.visible_account values ('gone', '*')");
    EXPECT_EQ(as("limited")->query("select count(*) as n from aws.aws_iam_role").text(0, "n"), "1");
}

TEST_F(ReadersTest, TheWriterImportsWithoutOwningAnything) {
    database = as("job");
    Listing role{scope("aws_iam_role"),
                 {object("AROA7", "new", R"({"path": "/"})", R"({"role_last_used_region": "r"})")}};
    const auto report = import({role});
    EXPECT_EQ(report.types[0].created, 1);
    EXPECT_EQ(report.types[0].deleted, 1);
    EXPECT_THROW(database->query("delete from mirror.aws_iam_role_history"), DatabaseError);
    EXPECT_THROW(database->query("delete from ops.journal"), DatabaseError);
    EXPECT_THROW(database->query("drop table mirror.aws_iam_role"), DatabaseError);
}

}  // namespace
}  // namespace iamirror::sql
