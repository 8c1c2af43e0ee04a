#include "sync/cli.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "model/base/text.h"
#include "sync/apply/apply_command.h"
#include "sync/context.h"
#include "sync/database_command.h"
#include "sync/failure.h"
#include "sync/import/import_command.h"
#include "sync/init_command.h"
#include "sync/plan_command.h"
#include "sync/resource_type.h"
#include "sync/status_command.h"
#include "sync/version.h"

namespace iamirror::sync {

namespace {

using Command = std::function<ExitCode(Context&)>;

// Everything the command line can set.
struct Options {
    Config config;
    ImportOptions import;
    PlanOptions plan;
    ApplyOptions apply;
    StatusOptions status;
    std::vector<std::string> psql_arguments;
    Command command;
};

// One name for each option: --s3-include-buckets is IAMIRROR_S3_INCLUDE_BUCKETS.
std::string variable_of(const std::string& name) {
    std::string variable = "IAMIRROR_";
    for (const char c : name)
        variable += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return variable;
}

template <typename T>
CLI::Option* add_setting(CLI::App& app, const std::string& name, T& value, const std::string& help) {
    return app.add_option("--" + name, value, help)->envname(variable_of(name));
}

CLI::Option* add_switch(CLI::App& app, const std::string& name, bool& value, const std::string& help) {
    return app.add_flag("--" + name, value, help)->envname(variable_of(name));
}

// A password has no place on a command line, where every user of the machine can read it.
std::string refuse_password(const std::string& url) {
    const auto scheme = url.find("://"), at = url.rfind('@');
    const bool in_uri = scheme != std::string::npos && at != std::string::npos && at > scheme &&
                        url.substr(scheme + 3, at - scheme - 3).find(':') != std::string::npos;
    if (in_uri || url.find("password=") != std::string::npos)
        return "a password does not belong on the command line: put it into PGPASSWORD, a passfile or "
               "IAMIRROR_DATABASE_URL";
    return "";
}

void add_global_options(CLI::App& app, Options& options, std::string& flag_url) {
    const std::map<std::string, OutputFormat> formats{
        {"table", OutputFormat::table}, {"csv", OutputFormat::csv}, {"json", OutputFormat::json}};
    const std::map<std::string, LogLevel> levels{{"trace", LogLevel::trace},
                                                 {"debug", LogLevel::debug},
                                                 {"info", LogLevel::info},
                                                 {"warn", LogLevel::warn},
                                                 {"error", LogLevel::error}};
    app.add_option("--database-url", flag_url,
                   "libpq URI without a password [IAMIRROR_DATABASE_URL, DATABASE_URL, PGHOST]; "
                   "none of them: the embedded cluster")
        ->check(refuse_password);
    add_setting(app, "data-dir", options.config.data_dir, "where the embedded cluster lives");
    add_setting(app, "profile", options.config.profile,
                "profile of the AWS configuration; leaves out the environment's keys");
    add_setting(app, "region", options.config.region, "region of the calls that are regional");
    app.add_option("-o,--output", options.config.output, "how data is printed")
        ->envname("IAMIRROR_OUTPUT")
        ->transform(CLI::CheckedTransformer(formats).description("{table,csv,json}"));
    add_setting(app, "log-level", options.config.log_level, "what stderr tells")
        ->transform(CLI::CheckedTransformer(levels).description("{trace,debug,info,warn,error}"));
}

void add_limits(CLI::App& app, Config& config) {
    const std::map<std::string, double> units{{"s", 1}, {"m", 60}, {"h", 3600}, {"d", 86'400}};
    constexpr double year = 366 * 86'400.0;
    add_setting(app, "max-api-rate", config.max_api_rate, "calls a second, for each account, region and service")
        ->check(CLI::Range(0.001, 1e6));
    add_setting(app, "deadline", config.deadline_seconds,
                "how long after its start the run still calls AWS (90, 90s, 30m, 2h); what is not read is named")
        ->transform(CLI::AsNumberWithUnit(units, CLI::AsNumberWithUnit::CASE_SENSITIVE, "TIME"))
        ->check(CLI::Range(0.001, year));
    add_setting(app, "retry-base-ms", config.retry_base_ms, "first pause before a repeat; for tests")->group("");
}

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& help, Options& options,
                      Command command) {
    auto* sub = app.add_subcommand(name, help);
    sub->fallthrough();
    sub->callback([&options, command] { options.command = command; });
    return sub;
}

std::string names_of_types() {
    std::vector<std::string> names;
    for (const auto& type : resource_types()) names.push_back(type.name);
    return join(names, " ");
}

void add_import(CLI::App& app, Options& options) {
    auto* import = add_command(app, "import", "AWS into PostgreSQL", options,
                               [&](Context& context) { return run_import(context, options.import); });
    add_setting(*import, "only", options.import.only, "resource types to read, comma between: " + names_of_types())
        ->delimiter(',');
    add_setting(*import, "skip", options.import.skip, "resource types to leave out")->delimiter(',');
    add_setting(*import, "regions", options.import.regions,
                "where S3 access points are asked for, comma between; not given: where the account's buckets are")
        ->delimiter(',');
    add_setting(*import, "threads", options.import.threads, "calls about single objects at a time")
        ->check(CLI::Range(1, 64));
    add_switch(*import, "accept-empty", options.import.accept_empty,
               "believe a listing that went from ten or more to none");
    add_switch(*import, "allow-partial", options.import.allow_partial, "exit 0 although a scope is not complete");
}

void add_plan_and_apply(CLI::App& app, Options& options) {
    auto* plan = add_command(app, "plan", "what the access controls would change in AWS", options,
                             [&](Context& context) { return run_plan(context, options.plan); });
    add_switch(*plan, "detailed-exitcode", options.plan.detailed_exitcode, "exit 2 where changes are pending");
    add_setting(*plan, "account", options.plan.account, "AWS account, where several were imported");
    auto* apply = add_command(app, "apply", "carry out a stored plan", options,
                              [&](Context& context) { return run_apply(context, options.apply); });
    add_setting(*apply, "plan-id", options.apply.plan_id, "the plan; none: the newest");
}

void add_database(CLI::App& app, Options& options) {
    auto* database = app.add_subcommand("db", "the embedded PostgreSQL");
    database->require_subcommand(1)->fallthrough();
    add_command(*database, "start", "start it, made if it is not there", options, run_db_start);
    add_command(*database, "stop", "stop it", options, run_db_stop);
    add_command(*database, "status", "where it is and whether it runs", options, run_db_status);
    add_command(*database, "url", "its libpq URI", options, run_db_url);
    add_command(*database, "upgrade", "move it to the installed major version", options, run_db_upgrade);
    auto* psql = add_command(*database, "psql", "psql on the database; arguments of psql after --", options,
                             [&](Context& context) { return run_db_psql(context, options.psql_arguments); });
    psql->fallthrough(false);
    psql->add_option("arguments", options.psql_arguments, "arguments of psql");
}

void add_commands(CLI::App& app, Options& options) {
    add_command(app, "init", "schema, database roles, grants; upgrades an older schema", options, run_init);
    add_import(app, options);
    add_plan_and_apply(app, options);
    auto* status = add_command(app, "status", "last runs, and completeness of each scope", options,
                               [&](Context& context) { return run_status(context, options.status); });
    add_setting(*status, "runs", options.status.runs, "how many runs to show");
    add_database(app, options);
}

// The error of a command line that makes no sense; help and version are no error.
int end_of_parsing(const CLI::App& app, const CLI::ParseError& error) {
    return app.exit(error) == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::usage);
}

ExitCode run_command(const Options& options) {
    Context context{options.config};
    try {
        return options.command(context);
    } catch (const sql::DatabaseError& error) {
        return fail(context, {.kind = ErrorKind::database, .message = error.what()});
    } catch (const std::exception& error) {
        return fail(context, {.kind = ErrorKind::internal, .message = error.what()});
    }
}

}  // namespace

int run_cli(int argc, char** argv) {
    Options options;
    std::string flag_url;
    CLI::App app{"iamirror: who can do what in AWS, as PostgreSQL tables; and back", "iamirror"};
    app.set_version_flag("--version", "iamirror " + version());
    app.require_subcommand(1)->fallthrough();
    add_global_options(app, options, flag_url);
    add_limits(app, options.config);
    add_commands(app, options);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return end_of_parsing(app, error);
    }
    options.config.database_url = flag_url;
    Context::catch_signals();
    return static_cast<int>(run_command(options));
}

}  // namespace iamirror::sync
