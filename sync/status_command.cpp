#include "sync/status_command.h"

#include <iostream>

#include "sql/embedded.h"
#include "sql/migrate.h"
#include "sql/snapshot.h"
#include "sync/failure.h"
#include "sync/status_output.h"

namespace iamirror::sync {

ExitCode run_status(Context& context, const StatusOptions& options) {
    const auto database = context.connect();
    if (!database) return fail(context, database.error());
    if (auto status = sql::check_schema(**database); !status) return fail(context, status.error());
    // Runs and scopes of one moment: a publish between the two statements would not add up.
    sql::Snapshot snapshot{(*database)->uri()};
    const auto runs = snapshot.query(sql::query::status_runs, {std::to_string(options.runs)});
    const auto scopes = snapshot.query(sql::query::status_scopes);
    print_status(std::cout, runs, scopes, context.config().output);
    return ExitCode::done;
}

}  // namespace iamirror::sync
