#include "sql/internal/cluster_paths.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <filesystem>

#include "model/base/digest.h"

namespace iamirror::sql {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t longest_socket_path = 107;  // sockaddr_un

Error broken(const std::string& message, const std::string& hint = "") {
    return {.kind = ErrorKind::database, .message = message, .hint = hint};
}

std::string socket_path(const std::string& directory) {
    return directory + "/.s.PGSQL." + std::to_string(cluster_port);
}

std::string socket_dir(const EmbeddedSettings& settings) {
    const std::string suffix = settings.is_default ? "" : "-" + sha256_hex(settings.data_dir).substr(0, 8);
    if (geteuid() == 0) return "/run/iamirror" + suffix;
    const std::string in_runtime = settings.runtime_dir + "/iamirror" + suffix;
    if (!settings.runtime_dir.empty() && socket_path(in_runtime).size() <= longest_socket_path) return in_runtime;
    return "/tmp/iamirror-" + std::to_string(geteuid()) + suffix;
}

// Debian's useradd, or the adduser of a smaller system.
Status make_server_user() {
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"/usr/sbin/useradd", "--system", "--home-dir", "/var/lib/postgresql", "--shell",
                                   "/bin/sh", "postgres"},
          std::vector<std::string>{"/usr/sbin/adduser", "-S", "-D", "-H", "postgres"}}) {
        if (access(arguments.front().c_str(), X_OK) != 0) continue;
        const auto made = run_program({.arguments = arguments, .as = std::nullopt});
        if (made && made->exit_code == 0) return Done{};
    }
    return broken("the server cannot run as root, and user postgres could not be made", "make a user named postgres");
}

Result<std::optional<SystemUser>> server_user(bool make) {
    if (geteuid() != 0) return std::optional<SystemUser>{};
    if (auto user = find_user("postgres"); user || !make) return user;
    if (auto made = make_server_user(); !made) return std::move(made).error();
    return find_user("postgres");
}

Status make_directory(const std::string& directory, const std::optional<SystemUser>& owner) {
    std::error_code error;
    fs::create_directories(fs::path(directory).parent_path(), error);
    if (mkdir(directory.c_str(), 0700) != 0) {
        if (errno == EEXIST) return Done{};
        return broken("directory " + directory + " cannot be made: " + std::strerror(errno));
    }
    if (owner && chown(directory.c_str(), owner->uid, owner->gid) != 0)
        return broken("directory " + directory + " cannot be given to " + owner->name + ": " + std::strerror(errno));
    return Done{};
}

}  // namespace

EmbeddedSettings embedded_settings(const std::string& data_dir, const std::string& xdg_data_home,
                                   const std::string& home, const std::string& xdg_runtime_dir) {
    std::string normal = "/var/lib/iamirror";
    if (geteuid() != 0) normal = (xdg_data_home.empty() ? home + "/.local/share" : xdg_data_home) + "/iamirror";
    const std::string chosen = data_dir.empty() ? normal : fs::absolute(data_dir).lexically_normal().string();
    return {.data_dir = chosen, .is_default = chosen == normal, .runtime_dir = xdg_runtime_dir};
}

Result<ClusterPaths> cluster_paths(const EmbeddedSettings& settings, bool make) {
    auto user = server_user(make);
    if (!user) return std::move(user).error();
    ClusterPaths paths{settings.data_dir, socket_dir(settings), *user};
    if (socket_path(paths.socket_dir).size() > longest_socket_path)
        return broken("the socket's path " + socket_path(paths.socket_dir) + " is longer than 107 bytes");
    if (make)
        if (auto made = make_directory(paths.data_dir, paths.server); !made) return std::move(made).error();
    return paths;
}

Status make_socket_dir(const ClusterPaths& paths) {
    if (auto made = make_directory(paths.socket_dir, paths.server); !made) return made;
    struct stat found {};
    const uid_t owner = paths.server ? paths.server->uid : geteuid();
    if (lstat(paths.socket_dir.c_str(), &found) != 0 || !S_ISDIR(found.st_mode) || found.st_uid != owner ||
        (found.st_mode & 077) != 0)
        return broken("directory " + paths.socket_dir + " is not ours alone, so its socket cannot be trusted",
                      "remove it, or see who made it");
    return Done{};
}

int existing_major(const ClusterPaths& paths) {
    int newest = 0;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator(paths.data_dir, ignored)) {
        const std::string name = entry.path().filename().string();
        int major = 0;
        if (!name.starts_with("pg") || !fs::exists(entry.path() / "PG_VERSION", ignored)) continue;
        const auto [end, error] = std::from_chars(name.data() + 2, name.data() + name.size(), major);
        if (error == std::errc() && end == name.data() + name.size() && major > newest) newest = major;
    }
    return newest;
}

DirectoryLock::DirectoryLock(const std::string& directory)
    : descriptor_(open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    while (descriptor_ >= 0 && flock(descriptor_, LOCK_EX) != 0) {
        if (errno == EINTR) continue;
        close(descriptor_);
        descriptor_ = -1;
    }
}

DirectoryLock::~DirectoryLock() {
    if (descriptor_ >= 0) close(descriptor_);
}

}  // namespace iamirror::sql
