// Brings a database to the schema of this program, or says that it is not.
#pragma once

#include <string>
#include <vector>

#include "model/base/result.h"
#include "sql/database.h"

namespace iamirror::sql {

struct MigrationReport {
    std::vector<std::string> applied;  // names of the migrations run now, in order
    long repeated = 0;                 // functions and views whose text had changed and were replaced
};

// Under the writer's lock: each missing migration in a transaction of its own, its SHA-256 recorded; then functions and
// views whose text changed. Idempotent. ErrorKind::busy while a run holds the lock; ErrorKind::refused for a database
// of a newer program, or an applied migration whose text is not ours.
Result<MigrationReport> migrate(Database& database);

// Ok if the database is at this program's schema; else ErrorKind::database with the hint to run `iamirror init`.
Status check_schema(Database& database);

}  // namespace iamirror::sql
