#include "sync/status_command.h"

#include <iostream>

#include "sql/embedded.h"
#include "sql/migrate.h"
#include "sql/snapshot.h"
#include "sync/failure.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

// All columns as text, NULL as null; ids stay strings.
json to_json(const sql::Rows& rows) {
    json list = json::array();
    for (const auto& row : rows.rows) {
        json object = json::object();
        for (std::size_t i = 0; i < rows.columns.size(); ++i)
            object[rows.columns[i]] = row[i] ? json(*row[i]) : json(nullptr);
        list.push_back(std::move(object));
    }
    return list;
}

}  // namespace

ExitCode run_status(Context& context, const StatusOptions& options) {
    const auto database = context.connect();
    if (!database) return fail(context, database.error());
    if (auto status = sql::check_schema(**database); !status) return fail(context, status.error());
    // Runs and scopes of one moment: a publish between the two statements would not add up.
    sql::Snapshot snapshot{(*database)->uri()};
    const auto runs = snapshot.query(sql::query::status_runs, {std::to_string(options.runs)});
    const auto scopes = snapshot.query(sql::query::status_scopes);
    const auto format = context.config().output;
    if (format == OutputFormat::json) {
        print(std::cout, {{"runs", to_json(runs)}, {"scopes", to_json(scopes)}});
        return ExitCode::done;
    }
    print(std::cout, Table{runs.columns, runs.rows}, format);
    std::cout << "\n";
    print(std::cout, Table{scopes.columns, scopes.rows}, format);
    return ExitCode::done;
}

}  // namespace iamirror::sync
