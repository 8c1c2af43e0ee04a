#include "sync/options.h"

#include "model/base/text.h"
#include "sync/database_command.h"
#include "sync/doctor/doctor_command.h"
#include "sync/init_command.h"
#include "sync/resource_type.h"

namespace iamirror::sync {

namespace {

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

void add_policy_compare(CLI::App& policy, Options& options) {
    auto& chosen = options.policy_compare;
    auto* compare = add_command(policy, "compare",
                                "whether policies A allow anything that B does not, with a request that shows it",
                                options, [&](Context& context) { return run_policy_compare(context, chosen); });
    const std::string what = "file with a policy document, or with a line of simulate without \"request\"; - for stdin";
    compare->add_option("A", chosen.a, what)->required();
    compare->add_option("B", chosen.b, what)->required();
    add_setting(*compare, "type", chosen.type, "what the policies are of; not given: told from the documents")
        ->check(CLI::IsMember({"identity", "resource", "trust"}));
    add_switch(*compare, "detailed-exitcode", chosen.detailed_exitcode,
               "exit 2 unless it is proven that A allows nothing that B does not");
}

void add_policy(CLI::App& app, Options& options) {
    auto* policy = app.add_subcommand("policy", "questions about policy documents; needs no database and no AWS");
    policy->require_subcommand(1)->fallthrough();
    auto* expand = add_command(*policy, "expand", "the actions that a policy names, and how", options,
                               [&](Context& context) { return run_policy_expand(context, options.policy_expand); });
    expand->add_option("file", options.policy_expand.file, "file with a policy document; - for stdin")->required();
    add_policy_compare(*policy, options);
}

void add_simulate(CLI::App& app, Options& options) {
    auto* simulate = add_command(
        app, "simulate",
        "decides requests: JSON lines in, JSON lines out, or words with -o table; needs no database, no AWS", options,
        [&](Context& context) {
            return run_simulate(context, options.simulate, app.get_option("--output")->count() > 0);
        });
    simulate->add_option("file", options.simulate.file, "file of requests with their policies; - for stdin")
        ->capture_default_str();
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
    add_policy(app, options);
    add_simulate(app, options);
}

}  // namespace

void add_options(CLI::App& app, Options& options) {
    add_global_options(app, options);
    add_limits(app, options.config);
    add_commands(app, options);
}

}  // namespace iamirror::sync
