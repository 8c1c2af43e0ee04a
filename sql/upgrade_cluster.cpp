#include <filesystem>

#include "model/base/text.h"
#include "sql/embedded_cluster.h"
#include "sql/internal/cluster_server.h"

namespace iamirror::sql {

namespace {

namespace fs = std::filesystem;

Error broken(const std::string& message, const std::string& hint = "") {
    return {.kind = ErrorKind::database, .message = message, .hint = hint};
}

Status must_run(const ClusterServer& server, std::vector<std::string> arguments) {
    const std::string program = arguments.front();
    const auto result = server.run(std::move(arguments));
    if (!result) return result.error();
    if (result->exit_code == 0) return Done{};
    return broken(program + ": " + std::string(trim(result->output)));
}

std::vector<std::string> client(const ClusterServer& server, const char* program, std::vector<std::string> more) {
    std::vector<std::string> arguments{server.binaries.path(program),
                                       "-h",
                                       server.paths.socket_dir,
                                       "-p",
                                       std::to_string(cluster_port),
                                       "-U",
                                       cluster_role};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

// Everything of the old server as SQL: roles, databases with their settings, rows. By the new one's program, as
// PostgreSQL advises.
Status dump(const ClusterServer& old, const ClusterServer& now, const std::string& file) {
    if (running_server(old.directory()).pid == 0)
        if (auto started = old.start(); !started) return started;
    ClusterServer reader = old;
    reader.paths.socket_dir = running_server(old.directory()).socket_dir;
    reader.binaries.directory = now.binaries.directory;
    auto dumped = must_run(reader, client(reader, "pg_dumpall", {"-f", file}));
    if (auto stopped = old.stop(); dumped && !stopped) return stopped;
    return dumped;
}

// The role of the cluster is there already: its "create role" fails, and nothing else may.
Status restore(const ClusterServer& now, const std::string& file) {
    const auto result = now.run(client(now, "psql", {"-X", "-q", "-d", "postgres", "-f", file}));
    if (!result) return result.error();
    for (const auto line : split(result->output, '\n'))
        if (line.find("ERROR:") != std::string_view::npos &&
            line.find("role \"" + std::string(cluster_role) + "\" already exists") == std::string_view::npos)
            return broken("the dump could not be restored: " + std::string(line));
    return Done{};
}

Status move_over(const ClusterServer& old, const ClusterServer& now) {
    const std::string file = now.paths.data_dir + "/upgrade.sql";
    if (auto dumped = dump(old, now, file); !dumped) return dumped;
    if (auto made = now.make(); !made) return made;
    auto restored = now.start();
    if (restored) restored = restore(now, file);
    std::error_code ignored;
    fs::remove(file, ignored);
    if (restored) return restored;
    // What is half restored must not be taken for the mirror.
    if (running_server(now.directory()).pid != 0)
        if (auto stopped = now.stop(); !stopped) return stopped;
    fs::remove_all(now.directory(), ignored);
    return restored;
}

}  // namespace

Status upgrade_cluster(const EmbeddedSettings& settings) {
    auto paths = cluster_paths(settings, true);
    if (!paths) return std::move(paths).error();
    const DirectoryLock lock(paths->data_dir);
    const auto newest = find_server_binaries();
    if (!newest) return broken("no PostgreSQL server is installed", "install one");
    const int existing = existing_major(*paths);
    if (existing == 0 || existing == newest->major) return Done{};
    const auto former = find_server_binaries(existing);
    if (!former)
        return broken("the embedded database was made by PostgreSQL " + std::to_string(existing) +
                          ", whose programs are not installed any more",
                      "install postgresql-" + std::to_string(existing) + " beside the new one for the upgrade");
    return move_over({*paths, *former}, {*paths, *newest});
}

}  // namespace iamirror::sql
