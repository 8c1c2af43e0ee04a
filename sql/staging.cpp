#include "sql/staging.h"

#include "model/base/digest.h"
#include "sql/embedded.h"
#include "sql/internal/copy_line.h"

namespace iamirror::sql {

namespace {

bool has_activity(const StagedObject& object) {
    return !object.activity.empty() && object.activity != "{}";
}

// The batch as arrays, a column each: one statement stages and compares it.
Values batch_columns(std::span<const StagedObject> batch) {
    std::vector<std::string> object_ids, arns, unique_ids;
    std::string hashes = "{", activity_hashes = "{";
    for (const auto& object : batch) {
        object_ids.push_back(object.object_id);
        arns.push_back(object.arn);
        unique_ids.push_back(object.unique_id);
        if (hashes.size() > 1) hashes += ',', activity_hashes += ',';
        hashes += "\"\\\\x" + to_hex(object.hash) + '"';
        activity_hashes += has_activity(object) ? "\"\\\\x" + sha256_hex(object.activity) + '"' : "NULL";
    }
    return {to_array(object_ids), to_array(arns), to_array(unique_ids), hashes + "}", activity_hashes + "}"};
}

struct Different {
    std::vector<std::size_t> objects, activities;  // positions in the batch
};

}  // namespace

Staging::Staging(Database& database, long run_id) : database_(database), run_id_(run_id) {}

void Staging::sweep() {
    database_.query(query::sweep_staging, {std::to_string(run_id_)});
}

std::vector<std::size_t> Staging::objects(const ScopeKey& scope, int row_format, std::span<const StagedObject> batch) {
    if (batch.empty()) return {};
    const std::string run = std::to_string(run_id_), format = std::to_string(row_format);
    Values parameters{run, scope.resource_type, scope.part, scope.account_id, scope.region, format};
    for (auto& column : batch_columns(batch)) parameters.push_back(std::move(column));

    Different different;
    const auto answer = database_.query(query::stage_batch, parameters);
    for (std::size_t i = 0; i < answer.size(); ++i) {
        const auto position = std::stoul(answer.text(i, "at")) - 1;
        if (answer.text(i, "differs") == "t") different.objects.push_back(position);
        if (answer.text(i, "moved") == "t") different.activities.push_back(position);
    }

    // Copies the positions' rows into a table; `own` makes what differs between the two tables.
    const auto stage = [&](const std::vector<std::size_t>& positions, std::string_view table,
                           const std::vector<std::string>& own_columns, const auto& own_values) {
        if (positions.empty()) return;
        std::vector<std::string> columns{"run_id", "resource_type", "part", "account_id",
                                         "region", "object_id",     "arn",  "unique_id"};
        columns.insert(columns.end(), own_columns.begin(), own_columns.end());
        auto next = positions.begin();
        database_.copy(table, columns, [&](Values& row) {
            if (next == positions.end()) return false;
            const auto& object = batch[*next++];
            row = {run,          scope.resource_type, scope.part, scope.account_id,
                   scope.region, object.object_id,    object.arn, object.unique_id};
            own_values(row, object);
            return true;
        });
    };
    stage(different.objects, "staging.object", {"name", "part_hash", "row_format", "columns"},
          [&](Values& row, const StagedObject& object) {
              row.insert(row.end(), {object.name, to_bytea(object.hash), format, object.columns});
          });
    stage(different.activities, "staging.activity", {"activity_hash", "columns"},
          [&](Values& row, const StagedObject& object) {
              const bool any = has_activity(object);
              row.push_back(any ? Value(to_bytea(sha256(object.activity))) : std::nullopt);
              row.push_back(any ? object.activity : "{}");
          });
    return different.objects;
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
