// A migrated database, and an import in a few words: stage objects, publish, look.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "model/base/digest.h"
#include "sql/database.h"
#include "sql/run.h"
#include "sql/staging.h"
#include "tests/support/test_postgres.h"

namespace iamirror::sql {

inline constexpr const char* account = "111122223333";

// One object of one listing; the hash is over the columns, as import has it.
inline StagedObject object(const std::string& id, const std::string& name, const std::string& columns,
                           const std::string& activity = "") {
    return {.object_id = id,
            .arn = "arn:aws:iam::" + std::string(account) + ":thing/" + name,
            .unique_id = id,
            .name = name,
            .hash = sha256(name + columns),
            .columns = columns,
            .activity = activity};
}

// As an enrichment shows it: by ARN and AWS's id, without the key.
inline StagedObject enriched(StagedObject primary, const std::string& columns, const std::string& activity = "") {
    primary.object_id = "";
    primary.hash = sha256(columns);
    primary.columns = columns;
    primary.activity = activity;
    return primary;
}

inline ScopeKey scope(const std::string& type, const std::string& part = "", const std::string& of_account = account) {
    return {of_account, "global", type, part};
}

inline StagedDocument document(const std::string& body, const Value& policy = std::nullopt) {
    return {
        .sha256 = sha256(body), .body = body, .policy = policy ? policy : body, .policy_std = policy ? policy : body};
}

class MirrorTest : public ::testing::Test {
  protected:
    struct Listing {
        ScopeKey key;
        std::vector<StagedObject> objects;
        ScopeStatus status = ScopeStatus::complete;
        int format = 1;
        std::vector<ObjectGap> gaps = {};  // makes it a fan-out
    };

    MirrorTest() : uri(testing::TestPostgres::shared().fresh_database()), database(Database::connect(uri)) {}

    long start() { return start_run(*database, {.command = "import", .version = "0", .host = "here", .pid = 1}); }

    void stage(long run_id, const std::vector<Listing>& listings, const std::vector<StagedDocument>& documents = {}) {
        Staging staging(*database, run_id);
        staging.sweep();
        for (const auto& listing : listings) staging.objects(listing.key, listing.format, listing.objects);
        staging.documents(documents);
    }

    PublishReport publish_staged(long run_id, const std::vector<Listing>& listings, bool accept_empty = false) {
        std::vector<ScopeResult> scopes;
        for (const auto& listing : listings)
            scopes.push_back({.key = listing.key,
                              .status = listing.status,
                              .objects = static_cast<long>(listing.objects.size()),
                              .read_at = "2026-11-25T00:00:00Z",
                              .is_by_object = !listing.gaps.empty(),
                              .gaps = listing.gaps});
        auto report = publish(*database, run_id, scopes, {}, accept_empty);
        end_run(*database, run_id, {.status = "complete", .error = std::nullopt});
        return report;
    }

    // A whole import.
    PublishReport import(const std::vector<Listing>& listings, const std::vector<StagedDocument>& documents = {},
                         bool accept_empty = false) {
        const long run_id = start();
        stage(run_id, listings, documents);
        return publish_staged(run_id, listings, accept_empty);
    }

    // The first value of a statement's first row; "(null)" for NULL, "(none)" without a row.
    std::string one(const std::string& sql, const Values& parameters = {}) {
        const auto rows = database->query(sql, parameters);
        return rows.empty() ? "(none)" : rows.rows[0][0].value_or("(null)");
    }

    std::string versions(const std::string& type) { return one("select count(*) from mirror." + type + "_history"); }
    std::string changes() { return one("select count(*) from mirror.change"); }

    // Nothing that the tests do may make two versions of an object overlap.
    void TearDown() override {
        const auto types = database->query("select resource_type from mirror.resource_type where is_mirrored");
        for (std::size_t i = 0; i < types.size(); ++i) {
            const std::string view = "aws_history." + types.text(i, "resource_type");
            EXPECT_EQ(one("with v as (select account_id, region, object_id, tstzrange(valid_from, valid_to) as during"
                          " from (select account_id, region, object_id, valid_from, valid_to from mirror." +
                          types.text(i, "resource_type") +
                          "_history union all select account_id, region, object_id, valid_from, null from mirror." +
                          types.text(i, "resource_type") +
                          ") a) select count(*) from v a join v b using (account_id, region, object_id)"
                          " where a.during && b.during and a.during <> b.during"),
                      "0")
                << view;
        }
    }

    std::string uri;
    std::unique_ptr<Database> database;
};

}  // namespace iamirror::sql
