// The shape of the database: names, types, comments, owners; what interfaces promise; what Steampipe has.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>

#include "tests/sql/mirror_fixture.h"

namespace iamirror::sql {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string source_file(const std::string& path) {
    const char* root = std::getenv("IAMIRROR_SOURCE");
    std::ifstream in((root ? std::string(root) : std::string(".")) + "/" + path);
    EXPECT_TRUE(in) << path << " (IAMIRROR_SOURCE is the root of the sources)";
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> first_column(const Rows& rows) {
    std::vector<std::string> out;
    for (const auto& row : rows.rows) out.push_back(row[0].value_or("(null)"));
    return out;
}

class SchemaTest : public MirrorTest {
  protected:
    std::map<std::string, std::string> columns(const std::string& schema, const std::string& relation) {
        const auto rows = database->query(
            "select a.attname, format_type(a.atttypid, null) from pg_attribute a"
            " where a.attrelid = to_regclass(format('%I.%I', $1::text, $2::text)) and a.attnum > 0 and not "
            "a.attisdropped",
            {schema, relation});
        std::map<std::string, std::string> out;
        for (const auto& row : rows.rows)
            out[*row[0]] = *row[1] == "timestamp with time zone" ? "timestamptz" : *row[1];
        return out;
    }
};

TEST_F(SchemaTest, LintFindsNothing) {
    const auto faults = database->query(source_file("tests/sql/schema_lint.sql"));
    std::string text;
    for (const auto& row : faults.rows) text += *row[0] + ": " + *row[1] + "\n";
    EXPECT_EQ(text, "");
}

TEST_F(SchemaTest, LintSeesFaults) {
    database->script("create table ops.\"Bad\" (account_id int, made_at text); create view aws.v as select 1 as x");
    const auto faults = first_column(database->query(source_file("tests/sql/schema_lint.sql")));
    for (const char* fault :
         {"relation without a comment", "column without a comment", "name is not lower snake case",
          "column of a type that is not used here", "view not owned by iamirror_view, or table not by iamirror_owner",
          "table with an account_id and without row-level policies"})
        EXPECT_THAT(faults, ::testing::Contains(fault));
}

TEST_F(SchemaTest, ViewsHaveEveryColumnOfSteampipe) {
    const auto expected = nlohmann::json::parse(source_file("tests/sql/steampipe_columns.json"));
    ASSERT_EQ(expected.size(), 10u);
    for (const auto& [view, wanted] : expected.items())
        for (const char* schema : {"aws", "aws_at"}) {
            const auto present = columns(schema, view);
            for (const auto& [column, type] : wanted.items()) {
                ASSERT_TRUE(present.contains(column)) << schema << "." << view << "." << column;
                EXPECT_EQ(present.at(column), type.get<std::string>()) << schema << "." << view << "." << column;
            }
            for (const auto& [column, type] : present)
                EXPECT_TRUE(wanted.contains(column) || column.front() == '_') << schema << "." << view << "." << column;
        }
}

TEST_F(SchemaTest, ColumnsThatNothingFillsSayWhy) {
    const auto empty = database->query(
        "select resource_type || '.' || name, comment from mirror.view_column where expression = 'null' order by 1");
    EXPECT_THAT(
        first_column(empty),
        ElementsAre("aws_account.organization_arn", "aws_account.organization_available_policy_types",
                    "aws_account.organization_feature_set", "aws_account.organization_id",
                    "aws_account.organization_master_account_arn", "aws_account.organization_master_account_email",
                    "aws_account.organization_master_account_id", "aws_iam_instance_profile.tags",
                    "aws_iam_instance_profile.tags_src", "aws_iam_policy.tags", "aws_iam_policy.tags_src",
                    "aws_iam_user.login_profile", "aws_iam_user.mfa_devices", "aws_iam_user.mfa_enabled",
                    "aws_s3_bucket.event_notification_configuration", "aws_s3_bucket.lifecycle_rules",
                    "aws_s3_bucket.object_lock_configuration", "aws_s3_bucket.replication",
                    "aws_s3_bucket.website_configuration"));
    for (const auto& row : empty.rows) {
        const auto comment =
            one("select col_description(('aws.' || split_part($1, '.', 1))::regclass, attnum) from"
                " pg_attribute where attrelid = ('aws.' || split_part($1, '.', 1))::regclass and"
                " attname = split_part($1, '.', 2)",
                {*row[0]});
        EXPECT_EQ(comment, *row[1]);
        EXPECT_THAT(comment, ::testing::HasSubstr("NULL: ")) << *row[0];
    }
}

TEST_F(SchemaTest, HistoryHasNoActivityAndNothingOfOtherObjects) {
    const auto users = columns("aws_history", "aws_iam_user");
    for (const char* column : {"valid_from", "valid_to", "is_current", "name", "inline_policies", "tags"})
        EXPECT_TRUE(users.contains(column)) << column;
    for (const char* column : {"groups", "password_last_used", "_valid_from"})
        EXPECT_FALSE(users.contains(column)) << column;
    EXPECT_FALSE(columns("aws_history", "aws_iam_role").contains("instance_profile_arns"));
    EXPECT_FALSE(columns("aws_history", "aws_iam_policy").contains("is_attached"));
}

struct Promise {
    const char* schema;
    const char* relation;
    const char* columns;
};

// The interfaces' tables, in their order; text unless said.
const Promise promises[] = {
    {"ops", "installation", "installation_id uuid"},
    {"ops", "run",
     "run_id bigint, command, status, started_at timestamptz, finished_at timestamptz, published_at timestamptz, "
     "version,"
     " host, pid integer, api_calls bigint, rows_written bigint, exit_code integer, error"},
    {"ops", "scope",
     "run_id bigint, account_id, region, resource_type, status, objects bigint, pages bigint, calls bigint, retries "
     "bigint,"
     " error_code, error_message, missing_permission, read_at timestamptz, stale_since timestamptz"},
    {"ops", "scope_current", "account_id, region, resource_type, run_id bigint, status, stale_since timestamptz"},
    {"ops", "scope_object",
     "run_id bigint, account_id, region, resource_type, object_id, status, error_code, error_message, "
     "missing_permission"},
    {"ops", "finding",
     "finding_id bigint, run_id bigint, account_id, region, resource_type, object_id, arn, attribute, code, severity,"
     " message, remedy"},
    {"ops", "plan",
     "plan_id bigint, account_id, run_id bigint, created_at timestamptz, created_by, version, status, sha256"},
    {"ops", "plan_item",
     "plan_id bigint, item_no integer, operation, object_type, account_id, region, name, arn, unique_id, before jsonb,"
     " after jsonb, fingerprint, calls text[], access_controls text[], risk text[], gains jsonb, loses jsonb,"
     " refused_by text[], status, error"},
    {"ops", "journal",
     "journal_id bigint, run_id bigint, plan_id bigint, item_no integer, call_no integer, action, account_id, region, "
     "arn,"
     " request jsonb, before jsonb, state, intent_at timestamptz, outcome_at timestamptz, request_id, error"},
    {"ops", "ledger",
     "account_id, object_type, unique_id, arn, access_control, fingerprint, created_by_journal bigint,"
     " created_at timestamptz, removed_at timestamptz"},
    {"aws_history", "change",
     "change_id bigint, run_id bigint, published_at timestamptz, account_id, region, resource_type, object_id, arn, "
     "name,"
     " change, attribute, old_value jsonb, new_value jsonb, actor_arn, event_name, event_id, event_at timestamptz,"
     " is_out_of_band boolean"},
    {"control", "access_control",
     "name, type, account_id, description, owner_email, reason, state, origin, is_complete boolean, incomplete_reason,"
     " lock_who boolean, lock_what boolean, lock_name boolean, lock_delete boolean, aws_arn, created_at timestamptz,"
     " created_by, updated_at timestamptz"},
    {"control", "who", "access_control, who_type, who, external_id, expires_at timestamptz"},
    {"control", "what", "access_control, what, permission, condition jsonb"},
    {"control", "setting", "approval_required boolean"},
    {"control", "permission", "permission, what_type, action"},
};

TEST_F(SchemaTest, EveryPromisedTableHasItsColumns) {
    for (const auto& promise : promises) {
        const auto present = columns(promise.schema, promise.relation);
        std::istringstream list(promise.columns);
        for (std::string entry; std::getline(list, entry, ',');) {
            std::istringstream words(entry);
            std::string column, type = "text";
            words >> column >> type;
            ASSERT_TRUE(present.contains(column)) << promise.relation << "." << column;
            EXPECT_EQ(present.at(column), type.empty() ? "text" : type) << promise.relation << "." << column;
        }
    }
}

TEST_F(SchemaTest, PublishedQueriesNeedNoSchemaName) {
    database->script("reset search_path");
    EXPECT_EQ(one("select count(*) from aws_iam_role"), "0");
}

TEST_F(SchemaTest, PartitionsReachTenYearsAheadAndOneTakesTheRest) {
    for (const char* table : {"change", "aws_iam_role_history"}) {
        EXPECT_EQ(one("select count(*) from pg_inherits where inhparent = ('mirror.' || $1)::regclass", {table}), "12");
        EXPECT_EQ(
            one("select to_regclass('mirror.' || $1 || '_' || extract(year from now()) + 10) is not null", {table}),
            "t");
        EXPECT_EQ(one("select to_regclass('mirror.' || $1 || '_default') is not null", {table}), "t");
    }
}

}  // namespace
}  // namespace iamirror::sql
