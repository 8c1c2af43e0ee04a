#include "sync/cli.h"

#include <iostream>

#include "model/base/text.h"
#include "sync/failure.h"
#include "sync/options.h"
#include "sync/settings.h"
#include "sync/version.h"

namespace iamirror::sync {

namespace {

// What the SDKs and libpq read says the same as an option of ours; the environment comes before the file.
const OtherVariables& other_variables() {
    static const OtherVariables others{
        {"database-url", {"DATABASE_URL", "PGHOST", "PGSERVICE"}},
        {"profile", {"AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_ACCESS_KEY_ID", "AWS_WEB_IDENTITY_TOKEN_FILE"}},
        {"region", {"AWS_REGION", "AWS_DEFAULT_REGION"}}};
    return others;
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
    add_options(app, options);
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
