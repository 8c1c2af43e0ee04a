// What a run has read, on its way into the mirror: staged part by part, published in one transaction.
//
// A type has one primary listing (part "") and may have enrichments (part "ListRoles"). Each is a scope, staged and
// hashed by itself.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "sql/database.h"

namespace iamirror::sql {

struct ScopeKey {
    std::string account_id;
    std::string region;         // of the listing: "global" for IAM
    std::string resource_type;  // "aws_iam_role"
    std::string part;           // "" the primary listing, else the enrichment: "ListRoles"
    bool operator==(const ScopeKey&) const = default;
};

// One object as one listing shows it.
struct StagedObject {
    std::string object_id;  // "" in an enrichment whose listing does not give the key: then `arn` finds the object
    std::string arn;        // "" for what has none
    std::string unique_id;  // AWS's, "" if the listing gives none: an enrichment of another incarnation is left out
    std::string name;
    std::string hash;      // 32 octets over the versioned columns of this part
    std::string columns;   // JSON object: the part's versioned columns; bytea as "\\x…" text
    std::string activity;  // JSON object: its activity columns; "" or "{}" for none
};

// A policy document, by content. `policy` and `policy_std` are JSON text, or NULL where PostgreSQL could not hold it.
struct StagedDocument {
    std::string sha256;  // 32 octets
    std::string body;    // the octets as received, decoded
    Value policy;
    Value policy_std;
};

// Under the writer's lock from the first batch to the publish.
class Staging {
  public:
    Staging(Database& database, long run_id);
    ~Staging();
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    // Deletes what dead runs left in staging. Under the writer's lock.
    void sweep();
    // Stages a batch of one scope: keys and hashes of all, columns of those that the mirror does not hold like that in
    // this row format. Returns the positions of the latter, so that only their documents need be staged.
    std::vector<std::size_t> objects(const ScopeKey& scope, int row_format, std::span<const StagedObject> batch);
    // Documents that the mirror may lack; those it has are dropped at publish.
    void documents(std::span<const StagedDocument> batch);

  private:
    Database& database_;
    long run_id_;
    std::unique_ptr<class HeldScopes> held_;
};

enum class ScopeStatus { complete, held, denied, failed, skipped };
// The word of a status in ops.scope.
std::string_view name(ScopeStatus status);

// An object of a fan-out that was not read: a row of ops.scope_object.
struct ObjectGap {
    std::string object_id;
    ScopeStatus status = ScopeStatus::failed;  // denied, failed; skipped: it is gone
    Value error_code, error_message, missing_permission;
};

// How the reading of a scope ended: a row of ops.scope.
struct ScopeResult {
    ScopeKey key;
    ScopeStatus status = ScopeStatus::complete;
    long objects = 0, pages = 0, calls = 0, retries = 0;
    Value error_code, error_message, missing_permission;
    Value read_at;                // RFC 3339, when the listing ended
    Value stale_since;            // filled by publish: since when the rows of a scope that is not complete are older
    bool is_by_object = false;    // each object was asked for by itself: what was staged counts, whatever the status
    std::vector<ObjectGap> gaps;  // of these, those that were not read
};

struct TypeCount {
    std::string resource_type;
    long seen = 0, created = 0, changed = 0, deleted = 0;
};

struct Finding {
    std::string account_id, region, resource_type, object_id;
    Value arn, attribute;
    std::string code;      // "policy_duplicate_key"
    std::string severity;  // "info", "warning", "error"
    std::string message, remedy;
};

struct PublishReport {
    std::string published_at;
    std::vector<TypeCount> types;
    std::vector<ScopeResult> scopes;  // as given, some now `held`
    long rows_written = 0;
};

// The publishing transaction: complete scopes are merged, ops.scope, ops.scope_object and ops.finding written, all or
// nothing.
// `accept_empty`: a listing that went from ten or more to none is believed at once.
PublishReport publish(Database& database, long run_id, std::span<const ScopeResult> scopes,
                      std::span<const Finding> findings, bool accept_empty);

}  // namespace iamirror::sql
