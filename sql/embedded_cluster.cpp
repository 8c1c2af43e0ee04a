#include "sql/embedded_cluster.h"

#include <filesystem>

#include "sql/internal/cluster_server.h"

namespace iamirror::sql {

namespace {

Error broken(const std::string& message, const std::string& hint = "") {
    return {.kind = ErrorKind::database, .message = message, .hint = hint};
}

Result<ServerBinaries> installed_server() {
    if (auto found = find_server_binaries()) return *found;
    return broken("no PostgreSQL server is installed",
                  "install one (apt-get install postgresql), or give --database-url");
}

Error other_version(int cluster, int server) {
    return broken("the embedded database was made by PostgreSQL " + std::to_string(cluster) + ", and PostgreSQL " +
                      std::to_string(server) + " is installed",
                  "run iamirror db upgrade");
}

// The cluster of the installed server; an error where the data directory holds one of another version only.
Result<ClusterServer> installed_cluster(const ClusterPaths& paths) {
    auto binaries = installed_server();
    if (!binaries) return std::move(binaries).error();
    const int existing = existing_major(paths);
    std::error_code ignored;
    if (existing != 0 && !std::filesystem::exists(paths.cluster(binaries->major) + "/PG_VERSION", ignored))
        return other_version(existing, binaries->major);
    return ClusterServer{paths, *binaries};
}

Status make_and_start(const ClusterServer& server) {
    std::error_code ignored;
    if (!std::filesystem::exists(server.directory() + "/PG_VERSION", ignored))
        if (auto made = server.make(); !made) return made;
    if (running_server(server.directory()).pid == 0)
        if (auto started = server.start(); !started) return started;
    return Done{};
}

}  // namespace

Result<std::string> start_cluster(const EmbeddedSettings& settings) {
    auto paths = cluster_paths(settings, true);
    if (!paths) return std::move(paths).error();
    const DirectoryLock lock(paths->data_dir);
    if (!lock.held()) return broken("directory " + paths->data_dir + " cannot be locked");

    auto server = installed_cluster(*paths);
    if (!server) return std::move(server).error();
    if (auto started = make_and_start(*server); !started) return std::move(started).error();
    // A server that was running already may have its socket elsewhere.
    server->paths.socket_dir = running_server(server->directory()).socket_dir;
    if (auto made = server->make_database(); !made) return std::move(made).error();
    return cluster_url(server->paths.socket_dir);
}

Status stop_cluster(const EmbeddedSettings& settings) {
    auto paths = cluster_paths(settings, false);
    if (!paths) return std::move(paths).error();
    const DirectoryLock lock(paths->data_dir);
    const int major = existing_major(*paths);
    if (major == 0 || running_server(paths->cluster(major)).pid == 0) return Done{};
    const auto binaries = find_server_binaries(major);
    if (!binaries) return broken("PostgreSQL " + std::to_string(major) + " is not installed any more");
    return ClusterServer{*paths, *binaries}.stop();
}

Result<ClusterStatus> cluster_status(const EmbeddedSettings& settings) {
    auto paths = cluster_paths(settings, false);
    if (!paths) return std::move(paths).error();
    ClusterStatus status;
    status.major = existing_major(*paths);
    status.exists = status.major != 0;
    if (!status.exists) return status;
    status.path = paths->cluster(status.major);
    const auto running = running_server(status.path);
    status.running = running.pid != 0;
    status.pid = running.pid;
    status.url = cluster_url(status.running ? running.socket_dir : paths->socket_dir);
    return status;
}

}  // namespace iamirror::sql
