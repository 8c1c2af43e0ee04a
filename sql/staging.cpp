#include "sql/staging.h"

#include "sql/embedded.h"
#include "sql/internal/copy_line.h"
#include "sql/internal/held_rows.h"

namespace iamirror::sql {

namespace {

using Positions = std::vector<std::size_t>;

// One scope's batch on its way into the tables of staging.
struct Batch {
    Database& database;
    std::string run;
    const ScopeKey& scope;
    std::span<const StagedObject> objects;

    // The keys of all: what is not among them is gone.
    void stage_keys() const {
        std::vector<std::string_view> keys;
        for (const auto& object : objects) keys.push_back(object.object_id);
        database.query(query::stage_keys, {run, scope.resource_type, scope.account_id, scope.region, to_array(keys)});
    }

    // The rows at the positions; `finish` adds the values of the table's own columns.
    void stage(const Positions& positions, std::string_view table, const std::vector<std::string>& own_columns,
               const std::function<void(Values& row, const StagedObject& object)>& finish) const {
        if (positions.empty()) return;
        std::vector<std::string> columns{"run_id", "resource_type", "part", "account_id",
                                         "region", "object_id",     "arn",  "unique_id"};
        columns.insert(columns.end(), own_columns.begin(), own_columns.end());
        auto next = positions.begin();
        database.copy(table, columns, [&](Values& row) {
            if (next == positions.end()) return false;
            const auto& object = objects[*next++];
            row = {run,          scope.resource_type, scope.part, scope.account_id,
                   scope.region, object.object_id,    object.arn, object.unique_id};
            finish(row, object);
            return true;
        });
    }
};

}  // namespace

Staging::Staging(Database& database, long run_id)
    : database_(database), run_id_(run_id), held_(std::make_unique<HeldScopes>(database)) {}
Staging::~Staging() = default;

void Staging::sweep() {
    database_.query(query::sweep_staging, {std::to_string(run_id_)});
}

std::vector<std::size_t> Staging::objects(const ScopeKey& scope, int row_format, std::span<const StagedObject> batch) {
    const HeldRows& held = held_->rows(scope);
    Positions different, moved;
    for (std::size_t i = 0; i < batch.size(); ++i) {
        const auto difference = held.compare(batch[i], row_format);
        if (difference.of_columns) different.push_back(i);
        if (difference.of_activity) moved.push_back(i);
    }

    const Batch staged{database_, std::to_string(run_id_), scope, batch};
    if (scope.part.empty() && !batch.empty()) staged.stage_keys();
    staged.stage(
        different, "staging.object", {"name", "part_hash", "row_format", "columns"},
        [&](Values& row, const StagedObject& object) {
            row.insert(row.end(), {object.name, to_bytea(object.hash), std::to_string(row_format), object.columns});
        });
    staged.stage(moved, "staging.activity", {"activity_hash", "columns"}, [](Values& row, const StagedObject& object) {
        const std::string digest = activity_digest(object);
        row.push_back(digest.empty() ? Value{} : to_bytea(digest));
        row.push_back(digest.empty() ? "{}" : object.activity);
    });
    return different;
}

void Staging::documents(std::span<const StagedDocument> batch) {
    if (batch.empty()) return;
    auto next = batch.begin();
    database_.copy("staging.document", {"run_id", "sha256", "body", "policy", "policy_std"}, [&](Values& row) {
        if (next == batch.end()) return false;
        row = {std::to_string(run_id_), to_bytea(next->sha256), to_bytea(next->body), next->policy, next->policy_std};
        ++next;
        return true;
    });
}

}  // namespace iamirror::sql
