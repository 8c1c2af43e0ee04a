// What the mirror holds, kept by the client for the time of a run: a listing is compared here, so that an unchanged
// object costs the server its key and nothing else.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>

#include "sql/database.h"
#include "sql/staging.h"

namespace iamirror::sql {

// 32 octets over an object's activity as it came; "" for none.
std::string activity_digest(const StagedObject& object);

// How one object differs from what the mirror holds of it.
struct Difference {
    bool of_columns = false;   // no such object, another hash, another row format, perhaps another incarnation
    bool of_activity = false;  // other values that move by themselves
};

// The mirror's rows of one scope. Only while we hold the writer's lock do they stay true.
class HeldRows {
  public:
    HeldRows(Database& database, const ScopeKey& scope);
    Difference compare(const StagedObject& object, int row_format) const;
    std::size_t size() const { return rows_.size(); }

  private:
    struct Row {
        std::string object_id;      // only of an enrichment, whose rows are found by ARN
        std::string hash;           // 32 octets, "" if this part was never read
        std::string activity_hash;  // 32 octets, "" if there is no activity
        int format = 0;
    };
    bool is_enrichment_;
    std::unordered_map<std::string, Row> rows_;  // by object id; of an enrichment by ARN
};

// The scopes of a run. Forgets them all when they grow large: they can be read again.
class HeldScopes {
  public:
    explicit HeldScopes(Database& database) : database_(database) {}
    const HeldRows& rows(const ScopeKey& scope);

  private:
    Database& database_;
    std::map<std::string, std::unique_ptr<HeldRows>> scopes_;
    std::size_t held_ = 0;
};

}  // namespace iamirror::sql
