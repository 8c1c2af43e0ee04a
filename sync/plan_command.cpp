#include "sync/plan_command.h"

#include <unistd.h>

#include <iostream>

#include "model/base/text.h"
#include "model/base/whole_file.h"
#include "sql/lock.h"
#include "sql/migrate.h"
#include "sql/run.h"
#include "sync/failure.h"
#include "sync/plan_input.h"
#include "sync/plan_output.h"
#include "sync/plan_store.h"
#include "sync/version.h"

namespace iamirror::sync {

namespace {

struct Planned {
    model::Plan plan;
    StoredPlan stored;
    std::vector<std::string> left_out;  // access controls of a type that cannot be written to AWS yet
};

std::vector<std::string> left_out(const model::PlanInput& input) {
    std::vector<std::string> names;
    for (const auto& control : input.controls)
        if (control.type != "role") names.push_back(printable(control.name) + " (" + control.type + ")");
    return names;
}

// Under the writer's lock: no import and no apply moves what the plan is made from.
Result<Planned> make_and_store(Context& context, sql::Database& database, const PlanOptions& options) {
    const auto account = choose_account(database, options.account);
    if (!account) return account.error();
    if (auto checked = check_import(database, *account); !checked) return checked.error();
    Result<Planned> planned = Planned{};
    database.transaction([&] {
        const auto input = read_plan_input(database, *account, context.clock().now());
        if (!input) {
            planned = input.error();
            return;
        }
        planned->plan = model::make_plan(*input);
        planned->left_out = left_out(*input);
        planned->stored = store_plan(database, planned->plan, account->run_id);
    });
    return planned;
}

ExitCode exit_code_of(const model::Plan& plan, const PlanOptions& options) {
    const auto summary = summary_of(plan);
    if (summary.refused > 0) return ExitCode::refused;
    const bool is_pending = !plan.items.empty();
    return options.detailed_exitcode && is_pending ? ExitCode::changes : ExitCode::done;
}

// A plan that could not be written stays stored, and can be applied.
Status write_out(const Planned& planned, const std::string& path) {
    if (path.empty()) return Done{};
    auto status = write_whole_file(path, plan_json(planned.plan, planned.stored).dump(2) + "\n");
    if (status) return status;
    auto error = status.error();
    error.message += " (plan " + planned.stored.plan_id + " is stored nevertheless)";
    return error;
}

void end(sql::Database& database, long run_id, ExitCode code, const sql::Value& error) {
    const char* status = code == ExitCode::refused ? "refused" : error ? "failed" : "complete";
    sql::end_run(database, run_id,
                 {.status = status, .api_calls = 0, .exit_code = static_cast<int>(code), .error = error});
}

}  // namespace

ExitCode run_plan(Context& context, const PlanOptions& options) {
    const auto database = context.connect();
    if (!database) return fail(context, database.error());
    if (auto status = sql::check_schema(**database); !status) return fail(context, status.error());
    if (auto status = sql::take_writer_lock(**database); !status) return fail(context, status.error());
    const long run_id = sql::start_run(
        **database,
        {.command = "plan", .version = version(), .host = context.host_name(), .pid = static_cast<int>(getpid())});
    const auto planned = make_and_store(context, **database, options);
    if (!planned) {
        end(**database, run_id, sync::exit_code_of(planned.error()), describe(planned.error()));
        return fail(context, planned.error());
    }
    const auto code = exit_code_of(planned->plan, options);
    end(**database, run_id, code, std::nullopt);
    if (!planned->left_out.empty())
        context.log().say("left out, for only roles are written to AWS yet: " + join(planned->left_out, ", "));
    if (auto written = write_out(*planned, options.out); !written) return fail(context, written.error());
    print_plan(std::cout, planned->plan, planned->stored, context.config().output);
    return code;
}

}  // namespace iamirror::sync
