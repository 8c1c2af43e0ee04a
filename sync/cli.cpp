#include "sync/cli.h"

#include <CLI/CLI.hpp>
#include <functional>
#include <iostream>

#include "model/base/text.h"
#include "sync/apply/apply_command.h"
#include "sync/context.h"
#include "sync/database_command.h"
#include "sync/doctor/doctor_command.h"
#include "sync/failure.h"
#include "sync/import/import_command.h"
#include "sync/init_command.h"
#include "sync/plan_command.h"
#include "sync/resource_type.h"
#include "sync/settings.h"
#include "sync/status_command.h"
#include "sync/version.h"

namespace iamirror::sync {

namespace {

using Command = std::function<ExitCode(Context&)>;

// Everything the command line can set.
struct Options {
    Config config;
    std::string config_path;
    std::vector<std::string> notices;  // of reading the settings
    ImportOptions import;
    PlanOptions plan;
    ApplyOptions apply;
    StatusOptions status;
    std::vector<std::string> psql_arguments;
    Command command;
};

template <typename T>
CLI::Option* add_setting(CLI::App& app, const std::string& name, T& value, const std::string& help) {
    return app.add_option("--" + name, value, help);
}

CLI::Option* add_switch(CLI::App& app, const std::string& name, bool& value, const std::string& help) {
    return app.add_flag("--" + name, value, help);
}

// Takes one of the words, and gives CLI11 the number behind it.
template <typename Enum>
CLI::Validator one_of(const std::map<std::string, Enum>& words) {
    std::vector<std::string> names;
    for (const auto& [word, value] : words) names.push_back(word);
    const auto list = join(names, ",");
    const auto number_of = [words, list](std::string& text) {
        const auto found = words.find(text);
        if (found == words.end()) return printable(text) + " is none of " + list;
        text = std::to_string(static_cast<int>(found->second));
        return std::string{};
    };
    return {number_of, "{" + list + "}"};
}

// What the SDKs and libpq read says the same as an option of ours; the environment comes before the file.
const OtherVariables& other_variables() {
    static const OtherVariables others{
        {"database-url", {"DATABASE_URL", "PGHOST", "PGSERVICE"}},
        {"profile", {"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE"}},
        {"region", {"AWS_REGION", "AWS_DEFAULT_REGION"}}};
    return others;
}

void add_log_options(CLI::App& app, Config& config) {
    const std::map<std::string, LogLevel> levels{{"trace", LogLevel::trace},
                                                 {"debug", LogLevel::debug},
                                                 {"info", LogLevel::info},
                                                 {"warn", LogLevel::warn},
                                                 {"error", LogLevel::error}};
    const std::map<std::string, LogFormat> formats{{"text", LogFormat::text}, {"json", LogFormat::json}};
    add_setting(app, "log-level", config.log_level, "what stderr tells")->transform(one_of(levels));
    add_setting(app, "log-format", config.log_format, "how stderr tells it; json: an object a line")
        ->transform(one_of(formats));
}

void add_global_options(CLI::App& app, Options& options) {
    const std::map<std::string, OutputFormat> formats{
        {"table", OutputFormat::table}, {"csv", OutputFormat::csv}, {"json", OutputFormat::json}};
    add_setting(app, "config", options.config_path,
                "YAML file of options; not given: ./iamirror.yaml, ~/.config/iamirror/iamirror.yaml, "
                "/etc/iamirror/iamirror.yaml, the first that is there")
        ->configurable(false);
    add_setting(app, "database-url", options.config.database_url,
                "libpq URI, on the command line without a password; not given: DATABASE_URL, PGHOST, else the embedded "
                "cluster");
    add_setting(app, "data-dir", options.config.data_dir, "where the embedded cluster lives");
    add_setting(app, "profile", options.config.profile,
                "profile of the AWS configuration; leaves out the environment's keys");
    add_setting(app, "region", options.config.region, "region of the calls that are regional");
    app.add_option("-o,--output", options.config.output, "how data is printed")->transform(one_of(formats));
    add_log_options(app, options.config);
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
    add_setting(*plan, "out", options.plan.out, "file to write the plan to as well, as -o json shows it");
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
    add_command(app, "doctor", "database, credentials, clock, permissions: what is missing, and what that costs",
                options, run_doctor);
    add_database(app, options);
}

// The error of a command line that makes no sense; help and version are no error.
int end_of_parsing(const CLI::App& app, const Config& config, const CLI::ParseError& error,
                   const Environment& environment) {
    const auto* format = app.get_option_no_throw("--log-format");
    const auto variable = environment.find(variable_of("log-format"));
    // An error may come before the flag's word is turned into a number, or after it.
    const bool wants_json = config.log_format == LogFormat::json ||
                            (format->count() > 0 ? format->results().back() == "json"
                                                 : variable != environment.end() && variable->second == "json");
    if (error.get_exit_code() != 0 && wants_json) {
        const LogEntry entry{.level = LogLevel::error, .message = printable(error.what()), .fields = {}};
        std::cerr << json_line(entry, SystemClock{}.now()) << "\n";
        return static_cast<int>(ExitCode::usage);
    }
    return app.exit(error) == 0 ? static_cast<int>(ExitCode::done) : static_cast<int>(ExitCode::usage);
}

// A password has no place on a command line, where every user of the machine can read it.
Status check_flags(const Options& options) {
    if (!has_password(options.config.database_url)) return Done{};
    return Error{.kind = ErrorKind::usage,
                 .message = "--database-url: a password does not belong on the command line",
                 .hint = "put it into PGPASSWORD, a passfile, IAMIRROR_DATABASE_URL or the configuration file"};
}

void warn_of_readers(const ConfigFile& file, std::vector<std::string>& notices) {
    if (file.is_private) return;
    for (const auto& entry : file.entries)
        if (entry.key == "database-url" && has_password(join(entry.values, "")))
            notices.push_back(format(file.path, entry.value_place) +
                              ": the file holds a password and other users can read it; chmod 600 " + file.path);
}

// What the parsed command line left open. In the order of precedence.
Status fill(CLI::App& app, Options& options, const Environment& environment) {
    if (auto status = check_flags(options); !status) return status;
    if (auto status = fill_from_environment(app, environment); !status) return status;
    const auto home = environment.find("HOME");
    const auto file = read_config_file(options.config_path, home == environment.end() ? "" : home->second);
    if (!file) return file.error();
    if (!*file) return Done{};
    warn_of_readers(**file, options.notices);
    return fill_from_file(app, **file, environment, other_variables());
}

ExitCode run_command(const Options& options, const Status& filled) {
    Context context{options.config};
    if (!filled) return fail(context, filled.error());
    for (const auto& notice : options.notices) context.log().on(Notice{notice});
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
    CLI::App app{"iamirror: who can do what in AWS, as PostgreSQL tables; and back", "iamirror"};
    app.set_version_flag("--version", "iamirror " + version());
    app.require_subcommand(1)->fallthrough();
    add_global_options(app, options);
    add_limits(app, options.config);
    add_commands(app, options);
    name_variables(app);
    const auto environment = aws::real_surroundings().environment;
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return end_of_parsing(app, options.config, error, environment);
    }
    const auto filled = fill(app, options, environment);
    Context::catch_signals();
    return static_cast<int>(run_command(options, filled));
}

}  // namespace iamirror::sync
