#include "sync/apply/apply_command.h"

#include <unistd.h>

#include <iostream>
#include <set>

#include "model/base/text.h"
#include "model/depends.h"
#include "sql/embedded.h"
#include "sql/lock.h"
#include "sql/migrate.h"
#include "sql/run.h"
#include "sync/apply/apply_item.h"
#include "sync/apply/apply_report.h"
#include "sync/apply/resolve.h"
#include "sync/listings_iam.h"
#include "sync/version.h"

namespace iamirror::sync {

namespace {

bool names_any(const std::optional<model::Role>& role, const std::string& account_id,
               const std::set<std::string>& names) {
    if (!role) return false;
    for (const auto& named : model::roles_named_by(*role, account_id))
        if (names.count(named) > 0) return true;
    return false;
}

// An apply between its first row in ops.run and its last.
class ApplyRun {
  public:
    ApplyRun(Context& context, const ApplyOptions& options, sql::Database& database)
        : context_(context),
          options_(options),
          database_(database),
          run_id_(sql::start_run(database, {.command = "apply",
                                            .version = version(),
                                            .host = context.host_name(),
                                            .pid = static_cast<int>(getpid())})),
          client_(context.make_client()),
          journal_(database, run_id_) {}

    ApplyReport run() {
        if (auto applied = identify_and_apply(); !applied) report_.error = applied.error();
        report_.api_calls = client_.count().calls;
        report_.finish();
        sql::end_run(database_, run_id_,
                     {.status = report_.status,
                      .api_calls = report_.api_calls,
                      .exit_code = static_cast<int>(report_.exit_code),
                      .error = report_.error ? sql::Value{describe(*report_.error)} : sql::Value{}});
        return report_;
    }

  private:
    Status identify_and_apply() {
        const auto identity = client_.call(get_caller_identity(), {});
        if (!identity) return identity.error();
        const auto account_id = identity->result.text("Account").value_or("");
        client_.set_account_id(account_id);
        ApplyParts parts{.client = client_,
                         .journal = journal_,
                         .clock = context_.clock(),
                         .observer = context_.log(),
                         .account_id = account_id,
                         .is_interrupted = [] { return Context::signal_received() != 0; },
                         .patience = {}};
        const auto resolved = resolve_open_intents(parts, database_);
        if (!resolved) return resolved.error();
        report_.resolved = *resolved;
        const auto plan = load_plan(database_, account_id, options_.plan_id);
        if (!plan) return plan.error();
        report_.plan_id = plan->plan_id;
        return apply(parts, *plan);
    }

    Status apply(ApplyParts& parts, const PlanToApply& plan) {
        for (const auto& item : plan.items) {
            ItemReport line{item.item_no, item.operation, item.name, item.status, item.error};
            if (item.status == "refused" && line.error.empty()) line.error = join(item.refused_by, "; ");
            if (item.status == "planned") {
                auto interrupted = carry_out(parts, plan, item, line);
                if (!interrupted) return interrupted;
            }
            if (line.status != "done") not_done_.insert(to_lower_ascii(item.name));
            report_.items.push_back(std::move(line));
        }
        const bool is_applied = report_.count("failed") + report_.count("skipped") == 0 && !is_stale_;
        database_.query(sql::query::end_plan, {plan.plan_id, is_applied ? "applied" : "failed"});
        return Done{};
    }

    // Only an interruption is an error: whatever else goes wrong belongs to the item.
    Status carry_out(ApplyParts& parts, const PlanToApply& plan, const PlannedItem& item, ItemReport& line) {
        if (names_any(item.after, plan.account_id, not_done_) || is_still_named(plan, item)) {
            line.status = "skipped";
            line.error = "a role that it depends on was not done";
        } else {
            const auto arn = apply_item(parts, {plan.plan_id, item, calls_done(plan, item), made_});
            if (!arn && arn.error().kind == ErrorKind::interrupted) return arn.error();
            if (arn) {
                finish_item(plan, item, *arn);
                line.status = "done";
                return Done{};
            }
            is_stale_ = is_stale_ || arn.error().kind == ErrorKind::refused;
            line.status = arn.error().kind == ErrorKind::refused ? "refused" : "failed";
            line.error = describe(arn.error());
        }
        database_.query(sql::query::end_plan_item,
                        {plan.plan_id, std::to_string(item.item_no), line.status, line.error});
        return Done{};
    }

    // A deletion waits for those that are to name the role no more.
    bool is_still_named(const PlanToApply& plan, const PlannedItem& item) const {
        if (item.operation != "delete") return false;
        for (const auto& other : plan.items) {
            const bool is_not_done = not_done_.count(to_lower_ascii(other.name)) > 0;
            if (other.operation == "update" && is_not_done &&
                names_any(other.before, plan.account_id, {to_lower_ascii(item.name)}))
                return true;
        }
        return false;
    }

    std::size_t calls_done(const PlanToApply& plan, const PlannedItem& item) {
        const auto rows = database_.query(sql::query::apply_calls_done, {plan.plan_id, std::to_string(item.item_no)});
        return static_cast<std::size_t>(std::stoul(rows.text(0, "done")));
    }

    void finish_item(const PlanToApply& plan, const PlannedItem& item, const std::string& arn) {
        if (item.operation == "create") made_.insert(to_lower_ascii(item.name));
        database_.transaction([&] {
            database_.query(sql::query::end_plan_item,
                            {plan.plan_id, std::to_string(item.item_no), "done", std::nullopt});
            database_.query(sql::query::mark_control_applied,
                            {item.access_control, arn.empty() ? sql::Value{} : sql::Value{arn}});
        });
    }

    Context& context_;
    const ApplyOptions& options_;
    sql::Database& database_;
    long run_id_;
    aws::Client client_;
    Journal journal_;
    ApplyReport report_;
    std::set<std::string> made_, not_done_;  // lower-case names of roles
    bool is_stale_ = false;
};

ApplyReport failure(const Error& error) {
    ApplyReport report;
    report.error = error;
    report.finish();
    return report;
}

ApplyReport apply(Context& context, const ApplyOptions& options) {
    const auto database = context.connect();
    if (!database) return failure(database.error());
    if (auto status = sql::check_schema(**database); !status) return failure(status.error());
    if (auto status = sql::take_writer_lock(**database); !status) return failure(status.error());
    return ApplyRun{context, options, **database}.run();
}

}  // namespace

ExitCode run_apply(Context& context, const ApplyOptions& options) {
    const auto report = apply(context, options);
    print_report(std::cout, context, report);
    return report.exit_code;
}

}  // namespace iamirror::sync
