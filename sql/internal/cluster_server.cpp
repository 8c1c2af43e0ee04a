#include "sql/internal/cluster_server.h"

#include <libpq-fe.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <thread>

#include "model/base/text.h"
#include "sql/database.h"
#include "sql/embedded.h"

namespace iamirror::sql {

namespace {

namespace fs = std::filesystem;

Error broken(const std::string& message, const std::string& hint = "") {
    return {.kind = ErrorKind::database, .message = message, .hint = hint};
}

// Only over the socket, and only as who the operating system says one is.
std::string host_based_access() {
    return "local all all peer map=iamirror\n";
}

std::string identity_map(const ClusterPaths& paths) {
    std::string map;
    const auto add = [&](const std::string& user) { map += "iamirror \"" + user + "\" " + cluster_role + "\n"; };
    if (const auto owner = current_user()) add(owner->name);
    if (paths.server) add(paths.server->name);
    if (!paths.server) add("root");
    return map;
}

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += c;
        out += c;
    }
    return out + "'";
}

std::string server_settings(const ClusterPaths& paths) {
    return "listen_addresses = ''\nport = " + std::to_string(cluster_port) +
           "\nunix_socket_directories = " + quoted(paths.socket_dir) +
           "\nunix_socket_permissions = 0700\nmax_locks_per_transaction = 256\nmax_wal_size = '2GB'\n"
           "log_timezone = 'UTC'\ntimezone = 'UTC'\n";
}

// Files of the cluster are the server's: written by root they must be given away.
Status write_file(const ClusterPaths& paths, const std::string& file, const std::string& text, bool append = false) {
    std::ofstream out(file, append ? std::ios::app : std::ios::trunc);
    out << text;
    out.close();
    if (!out) return broken("file " + file + " cannot be written");
    if (paths.server && chown(file.c_str(), paths.server->uid, paths.server->gid) != 0)
        return broken("file " + file + " cannot be given to " + paths.server->name);
    return Done{};
}

Status configure(const ClusterPaths& paths, const std::string& directory) {
    if (auto s = write_file(paths, directory + "/pg_hba.conf", host_based_access()); !s) return s;
    if (auto s = write_file(paths, directory + "/pg_ident.conf", identity_map(paths)); !s) return s;
    if (auto s = write_file(paths, directory + "/iamirror.conf", server_settings(paths)); !s) return s;
    return write_file(paths, directory + "/postgresql.conf", "include 'iamirror.conf'\n", true);
}

std::string last_lines(const std::string& file) {
    std::ifstream in(file);
    std::string line, text;
    while (std::getline(in, line)) {
        text += line + "\n";
        if (text.size() > 2000) text.erase(0, text.size() - 2000);
    }
    return std::string(trim(text));
}

Status must_run(const ClusterServer& server, std::vector<std::string> arguments, const std::string& what) {
    const auto result = server.run(std::move(arguments));
    if (!result) return result.error();
    if (result->exit_code == 0) return Done{};
    return broken(what + ": " + std::string(trim(result->output)), "see " + server.paths.log());
}

// What postmaster.pid says, true or not. Its lines: process, data directory, start, port, socket directory, …
RunningServer noted_server(const std::string& directory) {
    std::ifstream in(directory + "/postmaster.pid");
    RunningServer noted;
    std::string line;
    for (int number = 1; std::getline(in, line); ++number) {
        if (number == 1) noted.pid = std::atoi(line.c_str());
        if (number == 5) noted.socket_dir = line;
    }
    return noted;
}

bool is_alive(int pid) {
    return pid > 0 && (kill(pid, 0) == 0 || errno != ESRCH);
}

// A server that was killed is gone only when the system has buried its process; until then a new one refuses to start.
void await_end(const std::string& directory) {
    const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (is_alive(noted_server(directory).pid) && std::chrono::steady_clock::now() < deadline)
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
}

}  // namespace

Result<ProgramResult> ClusterServer::run(std::vector<std::string> arguments) const {
    return run_program({.arguments = std::move(arguments), .as = paths.server});
}

Status ClusterServer::make() const {
    std::error_code ignored;
    const std::string unfinished = directory() + ".unfinished";
    fs::remove_all(unfinished, ignored);
    if (auto made = must_run(*this,
                             {binaries.path("initdb"), "-D", unfinished, "-U", cluster_role, "--auth=peer", "-E",
                              "UTF8", "--locale=C", "--no-instructions"},
                             "the PostgreSQL cluster could not be made");
        !made)
        return made;
    if (auto configured = configure(paths, unfinished); !configured) return configured;
    fs::rename(unfinished, directory(), ignored);
    if (ignored)
        return broken("the PostgreSQL cluster could not be moved to " + directory() + ": " + ignored.message());
    return Done{};
}

Status ClusterServer::start() const {
    if (auto made = make_socket_dir(paths); !made) return made;
    // The socket's place may be another one than last time: a login has XDG_RUNTIME_DIR, cron has not.
    if (auto written = write_file(paths, directory() + "/iamirror.conf", server_settings(paths)); !written)
        return written;
    await_end(directory());
    auto started = must_run(
        *this, {binaries.path("pg_ctl"), "-D", directory(), "-l", paths.log(), "-w", "-t", "60", "-s", "start"},
        "the PostgreSQL server did not start");
    if (!started) started.error().message += "\n" + last_lines(paths.log());
    return started;
}

Status ClusterServer::stop() const {
    return must_run(*this, {binaries.path("pg_ctl"), "-D", directory(), "-m", "fast", "-w", "-s", "stop"},
                    "the PostgreSQL server did not stop");
}

Status ClusterServer::make_database() const {
    try {
        const auto database = Database::connect("postgresql:///postgres?host=" + percent_encode(paths.socket_dir) +
                                                "&port=" + std::to_string(cluster_port) + "&user=" + cluster_role);
        if (database->query(query::embedded_database_exists).empty()) database->script(query::make_embedded_database);
        return Done{};
    } catch (const DatabaseError& error) {
        return broken(std::string("the embedded database cannot be reached: ") + error.what());
    }
}

RunningServer running_server(const std::string& directory) {
    const RunningServer running = noted_server(directory);
    if (running.socket_dir.empty() || !is_alive(running.pid)) return {};
    const PGPing answer = PQping(("host='" + running.socket_dir + "' port=" + std::to_string(cluster_port) +
                                  " user=" + cluster_role + " dbname=postgres connect_timeout=5")
                                     .c_str());
    return answer == PQPING_NO_RESPONSE ? RunningServer{} : running;
}

std::string cluster_url(const std::string& socket_dir) {
    return std::string("postgresql:///") + cluster_database + "?host=" + percent_encode(socket_dir) +
           "&port=" + std::to_string(cluster_port) + "&user=" + cluster_role;
}

}  // namespace iamirror::sql
