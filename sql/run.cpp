#include "sql/run.h"

#include "model/base/text.h"
#include "sql/embedded.h"

namespace iamirror::sql {

long start_run(Database& database, const RunStart& start) {
    long run_id = 0;
    database.transaction([&] {
        database.query(query::end_dead_runs);
        const auto rows =
            database.query(query::start_run, {start.command, start.version, start.host, std::to_string(start.pid)});
        run_id = std::stol(rows.text(0, "run_id"));
    });
    return run_id;
}

void end_run(Database& database, long run_id, const RunEnd& end) {
    database.query(query::end_run,
                   {std::to_string(run_id), end.status, std::to_string(end.api_calls), std::to_string(end.exit_code),
                    end.error ? Value(to_storable(*end.error)) : end.error});
}

}  // namespace iamirror::sql
