#include "sync/import/import_command.h"

#include <unistd.h>

#include <algorithm>
#include <iostream>

#include "model/arn.h"
#include "sql/embedded.h"
#include "sql/lock.h"
#include "sql/migrate.h"
#include "sql/run.h"
#include "sql/staging.h"
#include "sync/import/account_summary.h"
#include "sync/import/import_report.h"
#include "sync/import/read_listings.h"
#include "sync/listings_iam.h"
#include "sync/version.h"

namespace iamirror::sync {

namespace {

// The types a run reads, and scopes for those it leaves out.
struct Selection {
    std::vector<ResourceType> types;
    std::vector<ResourceType> skipped;
};

Result<Selection> select_types(const ImportOptions& options) {
    const auto all = resource_types();
    const auto known = [&](const std::string& wanted) {
        return std::any_of(all.begin(), all.end(), [&](const auto& type) { return type.name == wanted; });
    };
    for (const auto* list : {&options.only, &options.skip})
        for (const auto& wanted : *list)
            if (!known(wanted))
                return Error{.kind = ErrorKind::usage,
                             .message = "there is no resource type \"" + wanted + "\"",
                             .hint = "iamirror import --help lists them"};
    const auto has = [](const std::vector<std::string>& list, const std::string& type) {
        return std::find(list.begin(), list.end(), type) != list.end();
    };
    Selection selection;
    for (const auto& type : all) {
        const bool wanted = (options.only.empty() || has(options.only, type.name)) && !has(options.skip, type.name);
        (wanted ? selection.types : selection.skipped).push_back(type);
    }
    return selection;
}

void add_skipped(const std::vector<ResourceType>& types, const std::string& account_id,
                 const std::vector<std::string>& regions, Reading& reading) {
    const auto add = [&](const std::string& region, const std::string& type, const std::string& part) {
        reading.scopes.push_back({.key = {account_id, region, type, part}, .status = sql::ScopeStatus::skipped});
    };
    for (const auto& type : types)
        for (const auto& region : type.is_regional ? regions : std::vector<std::string>{global_region}) {
            add(region, type.name, "");
            for (const auto& part : type.enrichments) add(region, type.name, part.name);
        }
}

// An import between its first row in ops.run and its last.
class ImportRun {
  public:
    ImportRun(Context& context, const ImportOptions& options, const Selection& selection, sql::Database& database)
        : context_(context), options_(options), selection_(selection), database_(database) {
        report_.run_id = sql::start_run(database_, {.command = "import",
                                                    .version = version(),
                                                    .host = context_.host_name(),
                                                    .pid = static_cast<int>(getpid())});
    }

    ImportReport run() {
        auto client = context_.make_client();
        const auto identity = client.call(get_caller_identity(), {});
        if (identity)
            read_and_publish(client, identity);
        else
            report_.error = identity.error();
        report_.api_calls = client.count().calls;
        end();
        return report_;
    }

  private:
    void read_and_publish(aws::Client& client, const Result<aws::Answer>& identity) {
        const auto account_id = identity->result.text("Account").value_or("");
        if (account_id.empty()) {
            report_.error = Error{.kind = ErrorKind::invalid_answer,
                                  .message = "the identity names no account",
                                  .service_action = get_caller_identity().action()};
            return;
        }
        client.set_account_id(account_id);
        Reading reading;
        read(client, identity, account_id, reading);
        if (reading.interrupted) {
            report_.error = reading.interrupted;
            return;
        }
        report_.publish =
            sql::publish(database_, report_.run_id, reading.scopes, reading.findings, options_.accept_empty);
        report_.findings = static_cast<long>(reading.findings.size());
    }

    void read(aws::Client& client, const Result<aws::Answer>& identity, const std::string& account_id,
              Reading& reading) {
        sql::Staging staging{database_, report_.run_id};
        staging.sweep();
        const auto counts = client.call(iam_operation("GetAccountSummary"), {});
        const auto summary = summary_entries(counts);
        const auto former = former_regions(account_id);
        reading.scopes.push_back(summary_scope(counts, account_id, context_.clock().now()));
        read_listings({.client = client,
                       .asked = {{get_caller_identity().action(), identity}, {"iam:GetAccountSummary", counts}},
                       .staging = staging,
                       .observer = context_.log(),
                       .clock = context_.clock(),
                       .account_id = account_id,
                       .partition = model::partition_of(identity->result.text("Arn").value_or("")),
                       .expected = expected_objects(summary),
                       .regions = options_.regions,
                       .former_regions = former,
                       .threads = options_.threads},
                      selection_.types, reading);
        compare_counts(summary, account_id, reading);
        add_skipped(selection_.skipped, account_id, options_.regions.empty() ? former : options_.regions, reading);
    }

    // Where earlier runs asked for regional types.
    std::vector<std::string> former_regions(const std::string& account_id) {
        std::vector<std::string> regions;
        const auto rows = database_.query(sql::query::scope_regions, {account_id, global_region});
        for (std::size_t i = 0; i < rows.size(); ++i) regions.push_back(rows.text(i, "region"));
        return regions;
    }

    // Of the one long listing, for the progress shown.
    static long expected_objects(const std::map<std::string, long>& summary) {
        long sum = 0;
        for (const auto* entry : {"Users", "Groups", "Roles", "Policies"})
            if (const auto found = summary.find(entry); found != summary.end()) sum += found->second;
        return sum;
    }

    void end() {
        report_.finish(options_.allow_partial);
        sql::end_run(database_, report_.run_id,
                     {.status = report_.status,
                      .api_calls = report_.api_calls,
                      .exit_code = static_cast<int>(report_.exit_code),
                      .error = report_.error ? sql::Value{describe(*report_.error)} : sql::Value{}});
    }

    Context& context_;
    const ImportOptions& options_;
    const Selection& selection_;
    sql::Database& database_;
    ImportReport report_;
};

ImportReport import(Context& context, const ImportOptions& options) {
    const auto selection = select_types(options);
    if (!selection) return ImportReport::failure(selection.error());
    const auto database = context.connect();
    if (!database) return ImportReport::failure(database.error());
    if (auto status = sql::check_schema(**database); !status) return ImportReport::failure(status.error());
    if (auto status = sql::take_writer_lock(**database); !status) return ImportReport::failure(status.error());
    return ImportRun{context, options, *selection, **database}.run();
}

}  // namespace

ExitCode run_import(Context& context, const ImportOptions& options) {
    const auto report = import(context, options);
    print_report(std::cout, context, report);
    return report.exit_code;
}

}  // namespace iamirror::sync
