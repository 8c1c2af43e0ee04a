#include "sync/config_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "sync/descriptor.h"

namespace iamirror::sync {

namespace {

Error unreadable(const std::string& path, const std::string& why) {
    return {.kind = ErrorKind::usage,
            .message = "the configuration file " + path + " cannot be read: " + why,
            .hint = "mend it, or name another by --config (/dev/null for none)"};
}

// One octet more than is taken tells a file that is too long.
Result<std::string> read_octets(const Descriptor& file, const std::string& path) {
    std::string text;
    std::array<char, 4096> buffer{};
    while (text.size() <= max_config_octets) {
        const auto count = read(file.get(), buffer.data(), buffer.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return unreadable(path, std::strerror(errno));
        if (count == 0) break;
        text.append(buffer.data(), static_cast<std::size_t>(count));
    }
    return text;
}

// nullopt where it is not there.
Result<std::optional<ConfigFile>> read_one(const std::string& path, bool is_asked_for) {
    struct stat found {};
    if (stat(path.c_str(), &found) != 0) {
        if (!is_asked_for && (errno == ENOENT || errno == ENOTDIR)) return std::optional<ConfigFile>{};
        return unreadable(path, std::strerror(errno));
    }
    // A pipe is read where somebody names it; one that merely lies there would hold the program up.
    if (S_ISDIR(found.st_mode) || (!is_asked_for && !S_ISREG(found.st_mode))) return unreadable(path, "no file");
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.get() < 0) return unreadable(path, std::strerror(errno));
    const auto text = read_octets(file, path);
    if (!text) return text.error();
    auto entries = read_config_text(*text, path);
    if (!entries) return entries.error();
    return std::optional{ConfigFile{
        .path = path, .entries = std::move(*entries), .is_private = (found.st_mode & (S_IRGRP | S_IROTH)) == 0}};
}

}  // namespace

Result<std::optional<ConfigFile>> read_config_file(const std::string& asked, const std::string& home) {
    if (!asked.empty()) return read_one(asked, true);
    std::vector<std::string> paths{"iamirror.yaml"};
    if (!home.empty()) paths.push_back(home + "/.config/iamirror/iamirror.yaml");
    paths.push_back("/etc/iamirror/iamirror.yaml");
    for (const auto& path : paths) {
        auto file = read_one(path, false);
        if (!file || *file) return file;
    }
    return std::optional<ConfigFile>{};
}

}  // namespace iamirror::sync
