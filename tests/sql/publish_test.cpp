// What a publish does to the mirror: versions, changes, activity, enrichments, scopes that are not complete.
#include <gtest/gtest.h>

#include "tests/sql/mirror_fixture.h"

namespace iamirror::sql {
namespace {

const std::string trust = R"({"Version":"2012-10-17","Statement":[]})";
const std::string plain = R"({"path": "/", "create_date": "2026-01-01T00:00:00Z", "tags": {},
    "attached_policy_arns": [], "inline_policies": {}})";

std::string role_columns(const std::string& path = "/", const std::string& document = trust) {
    return R"({"path": ")" + path + R"(", "create_date": "2026-01-01T00:00:00Z", "tags": {"team": "data"},
        "attached_policy_arns": [], "inline_policies": {"in": ")" +
           sha256_hex(document) + R"("}, "trust_document": "\\x)" + sha256_hex(document) + "\"}";
}

class PublishTest : public MirrorTest {
  protected:
    Listing roles(const std::string& path = "/", const std::string& activity = "") {
        return {scope("aws_iam_role"), {object("AROA1", "app", role_columns(path), activity)}};
    }
    Listing list_roles(const std::string& description, const std::string& unique_id = "AROA1") {
        auto role = enriched(object(unique_id, "app", ""),
                             R"({"description": ")" + description + R"(", "max_session_duration": 3600})");
        return {scope("aws_iam_role", "ListRoles"), {role}};
    }
};

TEST_F(PublishTest, FirstImportMakesRowsAndOneChangeEach) {
    const auto report = import({roles()}, {document(trust)});
    ASSERT_EQ(report.types.size(), 1u);
    EXPECT_EQ(report.types[0].created, 1);
    EXPECT_EQ(report.types[0].seen, 1);
    EXPECT_EQ(one("select change || ':' || coalesce(attribute, '-') from aws_history.change"), "created:-");
    EXPECT_EQ(one("select assume_role_policy->>'Version' from aws.aws_iam_role"), "2012-10-17");
    EXPECT_EQ(one("select inline_policies->0->>'PolicyName' from aws.aws_iam_role"), "in");
    EXPECT_EQ(one("select tags_src->0->>'Value' from aws.aws_iam_role"), "data");
    EXPECT_EQ(one("select to_jsonb(published_at) = to_jsonb($1::timestamptz) from ops.run", {report.published_at}),
              "t");
}

TEST_F(PublishTest, UnchangedImportWritesNothing) {
    import({roles(), list_roles("first")}, {document(trust)});
    const long run_id = start();
    Staging staging(*database, run_id);
    EXPECT_TRUE(staging.objects(scope("aws_iam_role"), 1, roles().objects).empty());
    EXPECT_TRUE(staging.objects(scope("aws_iam_role", "ListRoles"), 1, list_roles("first").objects).empty());
    const auto report = publish_staged(run_id, {roles(), list_roles("first")});
    EXPECT_EQ(report.rows_written, 0);
    EXPECT_EQ(report.types[0].seen, 1);
    EXPECT_EQ(versions("aws_iam_role"), "0");
    EXPECT_EQ(changes(), "1");
}

TEST_F(PublishTest, ChangeClosesTheOldVersionAndNamesTheAttribute) {
    const auto first = import({roles("/")}, {document(trust)});
    const auto second = import({roles("/new/")}, {document(trust)});
    EXPECT_EQ(second.types[0].changed, 1);
    EXPECT_EQ(
        one("select attribute || ':' || (old_value #>> '{}') || '>' || (new_value #>> '{}') from aws_history.change"
            " where change = 'updated'"),
        "path:/>/new/");
    EXPECT_EQ(one("select valid_from = $1 and valid_to = $2 and not is_current from aws_history.aws_iam_role"
                  " where path = '/'",
                  {first.published_at, second.published_at}),
              "t");
    EXPECT_EQ(one("select is_current and valid_to is null from aws_history.aws_iam_role where path = '/new/'"), "t");
}

TEST_F(PublishTest, DocumentChangesAreShownByTheirPolicy) {
    import({roles()}, {document(trust)});
    const std::string other = R"({"Version":"2008-10-17","Statement":[]})", broken = "{\xff";
    import({{ scope("aws_iam_role"), { object("AROA1", "app", role_columns("/", other)) } }}, {document(other)});
    EXPECT_EQ(one("select new_value->>'Version' from aws_history.change where attribute = 'trust_document'"),
              "2008-10-17");
    EXPECT_EQ(one("select new_value->'in'->>'Version' from aws_history.change where attribute = 'inline_policies'"),
              "2008-10-17");

    auto unreadable =
        StagedDocument{.sha256 = sha256(broken), .body = broken, .policy = std::nullopt, .policy_std = std::nullopt};
    import({{ scope("aws_iam_role"), { object("AROA1", "app", role_columns("/", broken)) } }}, {unreadable});
    EXPECT_EQ(one("select new_value->>'sha256' from aws_history.change where attribute = 'trust_document'"
                  " order by change_id desc"),
              sha256_hex(broken));
    EXPECT_EQ(one("select assume_role_policy_document from aws.aws_iam_role"), "{\\377");
    EXPECT_EQ(one("select assume_role_policy from aws.aws_iam_role"), "(null)");
}

TEST_F(PublishTest, MissingDocumentEndsThePublish) {
    const long run_id = start();
    stage(run_id, {roles()});
    EXPECT_THROW(publish_staged(run_id, {roles()}), DatabaseError);
    EXPECT_EQ(one("select count(*) from mirror.aws_iam_role"), "0");
}

TEST_F(PublishTest, ActivityMovesWithoutVersionOrChange) {
    const std::string before =
        R"({"role_last_used_date": "2026-01-01T00:00:00Z", "role_last_used_region": "eu-west-1"})";
    const std::string after =
        R"({"role_last_used_date": "2026-02-01T00:00:00Z", "role_last_used_region": "eu-west-1"})";
    import({roles("/", before)}, {document(trust)});
    const auto valid_from = one("select _valid_from from aws.aws_iam_role");
    import({roles("/", after)});
    EXPECT_EQ(one("select role_last_used_date::date from aws.aws_iam_role"), "2026-02-01");
    EXPECT_EQ(one("select _valid_from from aws.aws_iam_role"), valid_from);
    EXPECT_EQ(versions("aws_iam_role"), "0");
    EXPECT_EQ(changes(), "1");
    EXPECT_EQ(import({roles("/", after)}).rows_written, 0);
}

TEST_F(PublishTest, ActivityThatEndsBecomesNull) {
    import({roles("/", R"({"role_last_used_region": "eu-west-1"})")}, {document(trust)});
    import({roles("/", "{}")});
    EXPECT_EQ(one("select role_last_used_region from aws.aws_iam_role"), "(null)");
    EXPECT_EQ(import({roles("/", "{}")}).rows_written, 0);
}

TEST_F(PublishTest, ActivityOfAnEnrichmentIsFoundByArn) {
    Listing users{scope("aws_iam_user"), {object("AIDA1", "ann", plain)}};
    Listing used{scope("aws_iam_user", "ListUsers"),
                 {enriched(users.objects[0], "{}", R"({"password_last_used": "2026-03-01T00:00:00Z"})")}};
    import({users, used});
    EXPECT_EQ(one("select password_last_used::date from aws.aws_iam_user"), "2026-03-01");
    EXPECT_EQ(import({users, used}).rows_written, 0);
}

TEST_F(PublishTest, RaisedFormatWritesNoVersion) {
    import({roles()}, {document(trust)});
    const auto valid_from = one("select _valid_from from aws.aws_iam_role");
    database->script(R"(set role iamirror_owner; select mirror.add_columns('aws_iam_role',
        '{"columns": [{"name": "colour", "type": "text", "since_format": 2, "comment": "c"}],
          "view": [{"name": "colour", "type": "text", "column": "colour", "comment": "c"}]}'); reset role)");
    auto raised = roles();
    raised.objects[0].columns.insert(1, R"("colour": "red", )");
    raised.objects[0].hash = sha256("format 2");
    raised.format = 2;
    const auto report = import({raised});
    EXPECT_EQ(report.types[0].changed, 0);
    EXPECT_EQ(one("select colour from mirror.aws_iam_role"), "red");
    EXPECT_EQ(one("select _valid_from from aws.aws_iam_role"), valid_from);
    EXPECT_EQ(versions("aws_iam_role"), "0");
    EXPECT_EQ(changes(), "1");
    EXPECT_EQ(import({raised}).rows_written, 0);

    raised.objects[0].columns.replace(raised.objects[0].columns.find("red"), 3, "blue");
    raised.objects[0].hash = sha256("format 2, blue");
    EXPECT_EQ(import({raised}).types[0].changed, 1);
    EXPECT_EQ(one("select attribute from mirror.change where change = 'updated'"), "colour");
}

TEST_F(PublishTest, DeniedEnrichmentLeavesItsColumns) {
    import({roles(), list_roles("kept")}, {document(trust)});
    auto denied = list_roles("");
    denied.objects.clear();
    denied.status = ScopeStatus::denied;
    import({roles(), denied});
    EXPECT_EQ(one("select description from aws.aws_iam_role"), "kept");
    EXPECT_EQ(changes(), "1");
    EXPECT_EQ(one("select stale_since from ops.scope_current where resource_type = 'aws_iam_role/ListRoles'"),
              "2026-11-25 00:00:00+00");
}

TEST_F(PublishTest, AFanOutThatWasDeniedCountsAsFarAsItWasRead) {
    const auto bucket = [](const std::string& name) { return object(name, name, R"({"bucket_region": "eu-west-1"})"); };
    const auto tagged = [](const std::string& name, const std::string& team) {
        return object(name, name, R"({"tags": {"team": ")" + team + "\"}}");
    };
    const auto type = scope("aws_s3_bucket"), tags = scope("aws_s3_bucket", "GetBucketTagging");
    const std::vector<StagedObject> both{bucket("a"), bucket("b")};
    const ObjectGap denied{.object_id = "b",
                           .status = ScopeStatus::denied,
                           .error_code = "AccessDenied",
                           .error_message = "no",
                           .missing_permission = "s3:GetBucketTagging"};
    import({{type, both}, { tags, { tagged("a", "old"), tagged("b", "old") } }});
    import({{type, both}, { tags, {tagged("a", "new")}, ScopeStatus::denied, 1, { denied } }});
    EXPECT_EQ(one("select string_agg(name || ' ' || (tags ->> 'team'), ', ' order by name) from aws.aws_s3_bucket"),
              "a new, b old");
    EXPECT_EQ(one("select count(*) from aws_history.change where resource_type = 'aws_s3_bucket' and change = "
                  "'updated'"),
              "1");
    EXPECT_EQ(one("select resource_type || ' ' || object_id || ' ' || status || ' ' || missing_permission from "
                  "ops.scope_object"),
              "aws_s3_bucket/GetBucketTagging b denied s3:GetBucketTagging");
}

TEST_F(PublishTest, EnrichmentReadLateRecordsNoChange) {
    auto denied = list_roles("");
    denied.objects.clear();
    denied.status = ScopeStatus::denied;
    import({roles(), denied}, {document(trust)});
    EXPECT_EQ(one("select stale_since from ops.scope_current where resource_type = 'aws_iam_role/ListRoles'"),
              "(null)");
    import({roles(), list_roles("late")});
    EXPECT_EQ(one("select description from aws.aws_iam_role"), "late");
    EXPECT_EQ(versions("aws_iam_role"), "0");
    EXPECT_EQ(changes(), "1");
    import({roles(), list_roles("later")});
    EXPECT_EQ(one("select attribute from mirror.change where change = 'updated'"), "description");
}

TEST_F(PublishTest, EnrichmentOfAnotherIncarnationIsLeftOut) {
    import({roles(), list_roles("of another", "AROA0")}, {document(trust)});
    EXPECT_EQ(one("select description from aws.aws_iam_role"), "(null)");
}

TEST_F(PublishTest, RemadeObjectIsTwoInHistoryAndOneNow) {
    const std::string used = R"({"role_last_used_region": "eu-west-1"})";
    import({roles("/", used), list_roles("same")}, {document(trust)});
    import({{scope("aws_iam_role"), { object("AROA2", "app", role_columns(), used) }}, list_roles("same", "AROA2")});
    EXPECT_EQ(one("select string_agg(role_id, ',') from aws.aws_iam_role"), "AROA2");
    EXPECT_EQ(one("select string_agg(role_id, ',' order by valid_from) from aws_history.aws_iam_role"), "AROA1,AROA2");
    EXPECT_EQ(one("select string_agg(change, ',' order by change) from mirror.change where object_id = 'AROA1'"),
              "created,deleted");
    EXPECT_EQ(one("select description || role_last_used_region from aws.aws_iam_role"), "sameeu-west-1");
}

TEST_F(PublishTest, MembershipComesGoesAndComesBack) {
    Listing member{scope("aws_iam_group_member"),
                   {object("AGPA1/AIDA1", "", R"({"group_id": "AGPA1", "user_id": "AIDA1"})")}};
    Listing nobody{scope("aws_iam_group_member"), {}};
    import({member});
    import({nobody});
    EXPECT_EQ(one("select count(*) from aws.aws_iam_group_member"), "0");
    import({member});
    EXPECT_EQ(one("select string_agg(change, ',' order by change_id) from mirror.change"), "created,deleted,created");
    EXPECT_EQ(one("select count(*) from aws_history.aws_iam_group_member"), "2");
}

TEST_F(PublishTest, ObjectListedTwiceIsOne) {
    auto twice = roles();
    twice.objects.push_back(object("AROA1", "app", role_columns("/last/")));
    const auto report = import({twice}, {document(trust)});
    EXPECT_EQ(report.types[0].created, 1);
    EXPECT_EQ(one("select path from aws.aws_iam_role"), "/last/");
}

TEST_F(PublishTest, FailedPrimaryLeavesEverything) {
    import({roles(), list_roles("one")}, {document(trust)});
    auto failed = roles();
    failed.objects.clear();
    failed.status = ScopeStatus::failed;
    import({failed, list_roles("two")});
    EXPECT_EQ(one("select description from aws.aws_iam_role"), "two");
    EXPECT_EQ(one("select count(*) from mirror.aws_iam_role"), "1");
}

TEST_F(PublishTest, OtherAccountsAreNotTouched) {
    import({roles()}, {document(trust)});
    import({{ scope("aws_iam_role", "", "444455556666"), { object("AROA9", "app", role_columns()) } }});
    import({{ scope("aws_iam_role", "", "444455556666"), {} }});
    EXPECT_EQ(one("select string_agg(account_id, ',') from aws.aws_iam_role"), account);
}

TEST_F(PublishTest, PublishedAtOnlyGrows) {
    database->script(
        "insert into ops.run (command, version, host, pid, status, published_at)"
        " values ('import', '0', 'h', 1, 'complete', '2100-01-01')");
    EXPECT_GT(import({roles()}, {document(trust)}).published_at, "2100-01-01");
}

TEST_F(PublishTest, TextThatCannotBeStoredDoesNotEndThePublish) {
    const long run_id = start();
    const std::string bad("a\0\xff", 3);
    const std::vector<ScopeResult> scopes{
        {.key = scope("aws_iam_role"), .status = ScopeStatus::failed, .error_message = bad}};
    const std::vector<Finding> findings{{.account_id = account,
                                         .region = "global",
                                         .resource_type = "aws_iam_role",
                                         .object_id = bad,
                                         .code = "c",
                                         .severity = "info",
                                         .message = bad}};
    publish(*database, run_id, scopes, findings, false);
    EXPECT_EQ(one("select error_message from ops.scope"), "a\uFFFD\uFFFD");
    EXPECT_EQ(one("select message from ops.finding"), "a\uFFFD\uFFFD");
}

TEST_F(PublishTest, NamesAreOnlyText) {
    const std::string name = "'); drop table mirror.aws_iam_role; -- \"../\x1b[31m";
    auto odd = object("AROA'\"\\,{}", name, R"({"path": "/"})");
    Listing roles{scope("aws_iam_role"), {odd}};
    import({roles});
    EXPECT_EQ(one("select name from aws.aws_iam_role"), name);
    EXPECT_EQ(import({roles}).rows_written, 0);
    EXPECT_EQ(one("select count(*) from aws.aws_iam_role"), "1");
}

TEST_F(PublishTest, StagingIsEmptyAfterwards) {
    import({roles(), list_roles("x")}, {document(trust)});
    EXPECT_EQ(one("select (select count(*) from staging.seen) + (select count(*) from staging.object)"
                  " + (select count(*) from staging.activity) + (select count(*) from staging.document)"
                  " + (select count(*) from staging.merge)"),
              "0");
}

TEST_F(PublishTest, WhatADeadRunStagedIsSwept) {
    const long dead = start();
    stage(dead, {roles()});
    import({{ scope("aws_iam_role"), {} }});
    EXPECT_EQ(one("select count(*) from mirror.aws_iam_role"), "0");
    EXPECT_EQ(one("select status from ops.run where run_id = $1", {std::to_string(dead)}), "failed");
}

class HeldTest : public MirrorTest {
  protected:
    static Listing groups(int count) {
        Listing listing{scope("aws_iam_group"), {}};
        for (int i = 0; i < count; ++i)
            listing.objects.push_back(object("AGPA" + std::to_string(i), "g" + std::to_string(i), plain));
        return listing;
    }
    std::string living() { return one("select count(*) from aws.aws_iam_group"); }
};

TEST_F(HeldTest, TwelveToNoneIsHeldUntilASecondRunAgrees) {
    import({groups(12)});
    const auto held = import({groups(0)});
    EXPECT_EQ(held.scopes[0].status, ScopeStatus::held);
    EXPECT_EQ(living(), "12");
    EXPECT_EQ(one("select status || (stale_since is not null) from ops.scope_current"), "heldtrue");
    EXPECT_EQ(import({groups(0)}).scopes[0].status, ScopeStatus::complete);
    EXPECT_EQ(living(), "0");
}

TEST_F(HeldTest, ARunInBetweenWithRowsStartsAnew) {
    import({groups(12)});
    import({groups(0)});
    import({groups(12)});
    EXPECT_EQ(import({groups(0)}).scopes[0].status, ScopeStatus::held);
    EXPECT_EQ(living(), "12");
}

TEST_F(HeldTest, NineToNoneIsBelieved) {
    import({groups(9)});
    EXPECT_EQ(import({groups(0)}).scopes[0].status, ScopeStatus::complete);
    EXPECT_EQ(living(), "0");
}

TEST_F(HeldTest, AcceptEmptyBelievesAtOnce) {
    import({groups(12)});
    EXPECT_EQ(import({groups(0)}, {}, true).types[0].deleted, 12);
    EXPECT_EQ(living(), "0");
}

}  // namespace
}  // namespace iamirror::sql
