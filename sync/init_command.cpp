#include "sync/init_command.h"

#include <iostream>

#include "sql/embedded.h"
#include "sql/migrate.h"
#include "sync/failure.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

void print_report(Context& context, const sql::MigrationReport& report, bool approval_required) {
    if (context.config().output == OutputFormat::json) {
        print(
            std::cout,
            {{"migrations", report.applied}, {"replaced", report.repeated}, {"approval_required", approval_required}});
        return;
    }
    Table table{.columns = {"migration"}, .rows = {}};
    for (const auto& name : report.applied) table.rows.push_back({name});
    if (!report.applied.empty()) print(std::cout, table, context.config().output);
    auto& log = context.log();
    log.say(report.applied.empty() ? "the schema is up to date"
                                   : std::to_string(report.applied.size()) + " migrations applied");
    log.say(approval_required ? "new access controls start as draft and need an approval (control.setting)"
                              : "new access controls start approved: control.setting.approval_required is false");
    log.say(
        "to let a person read: grant iamirror_reader to NAME; insert into ops.visible_account values ('NAME', '*')");
}

}  // namespace

ExitCode run_init(Context& context) {
    const auto database = context.connect();
    if (!database) return fail(context, database.error());
    const auto report = sql::migrate(**database);
    if (!report) return fail(context, report.error());
    const auto setting = (*database)->query(sql::query::read_approval_required);
    print_report(context, *report, !setting.empty() && setting.text(0, "approval_required") == "t");
    return ExitCode::done;
}

}  // namespace iamirror::sync
