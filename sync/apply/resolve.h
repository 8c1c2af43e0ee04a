// What an apply that was cut off leaves behind: calls that were begun, and nobody knows whether they took effect.
#pragma once

#include "sql/database.h"
#include "sync/apply/make_call.h"

namespace iamirror::sync {

// Finds out by reading back, and journals it: done, failed (it never reached AWS), or unknown (something else has
// changed the role since). Gives the number of calls resolved. Before anything else is written.
Result<long> resolve_open_intents(ApplyParts& parts, sql::Database& database);

}  // namespace iamirror::sync
