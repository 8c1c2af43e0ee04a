#include "sync/database_command.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <iostream>

#include "sync/failure.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

// The URI of the chosen database; starts the embedded one where `start` says so. "" where libpq reads the environment.
Result<std::string> uri(Context& context, bool start) {
    const auto choice = choose_database(context.config(), context.surroundings());
    if (!choice.is_embedded) return choice.uri;
    if (start) return sql::start_cluster(context.embedded());
    auto status = sql::cluster_status(context.embedded());
    if (!status) return status.error();
    return status->url;
}

ExitCode answer(Context& context, const Status& status, const std::string& line) {
    if (!status) return fail(context, status.error());
    context.log().say(line);
    return ExitCode::done;
}

}  // namespace

ExitCode run_db_start(Context& context) {
    const auto url = sql::start_cluster(context.embedded());
    return answer(context, url ? Status{Done{}} : Status{url.error()}, "the embedded PostgreSQL runs");
}

ExitCode run_db_stop(Context& context) {
    return answer(context, sql::stop_cluster(context.embedded()), "the embedded PostgreSQL is stopped");
}

ExitCode run_db_upgrade(Context& context) {
    return answer(context, sql::upgrade_cluster(context.embedded()),
                  "the embedded PostgreSQL is at the installed version");
}

ExitCode run_db_status(Context& context) {
    const auto status = sql::cluster_status(context.embedded());
    if (!status) return fail(context, status.error());
    if (context.config().output == OutputFormat::json) {
        print(std::cout, {{"exists", status->exists},
                          {"running", status->running},
                          {"major", status->major},
                          {"pid", status->pid},
                          {"path", status->path},
                          {"url", status->url}});
        return ExitCode::done;
    }
    print(std::cout,
          Table{{"path", "major", "state", "pid", "url"},
                {{status->path, std::to_string(status->major),
                  status->running ? "running" : (status->exists ? "stopped" : "not there"), std::to_string(status->pid),
                  status->url}}},
          context.config().output);
    return ExitCode::done;
}

ExitCode run_db_url(Context& context) {
    const auto url = uri(context, false);
    if (!url) return fail(context, url.error());
    std::cout << *url << "\n";
    return ExitCode::done;
}

ExitCode run_db_psql(Context& context, const std::vector<std::string>& arguments) {
    const auto url = uri(context, true);
    if (!url) return fail(context, url.error());
    std::vector<std::string> words{"psql"};
    if (!url->empty()) words.push_back("--dbname=" + *url);
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (auto& word : words) argv.push_back(word.data());
    argv.push_back(nullptr);
    execvp("psql", argv.data());
    return fail(context, {.kind = ErrorKind::not_found,
                          .message = std::string{"psql could not be started: "} + std::strerror(errno),
                          .hint = "install PostgreSQL's client programs"});
}

}  // namespace iamirror::sync
