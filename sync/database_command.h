// `iamirror db …`: the embedded PostgreSQL, for people.
#pragma once

#include <string>
#include <vector>

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

ExitCode run_db_start(Context& context);
ExitCode run_db_stop(Context& context);
ExitCode run_db_status(Context& context);
// One libpq URI on stdout, of the chosen database.
ExitCode run_db_url(Context& context);
ExitCode run_db_upgrade(Context& context);
// Becomes psql on the chosen database.
ExitCode run_db_psql(Context& context, const std::vector<std::string>& arguments);

}  // namespace iamirror::sync
