// How the state of the mirror is shown: in 80 columns to a person, as one object or as CSV to a script.
#pragma once

#include <ostream>

#include "sql/database.h"
#include "sync/config.h"

namespace iamirror::sync {

// Rows as the queries status_runs and status_scopes give them.
void print_status(std::ostream& out, const sql::Rows& runs, const sql::Rows& scopes, OutputFormat format);

}  // namespace iamirror::sync
