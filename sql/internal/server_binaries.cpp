#include "sql/internal/server_binaries.h"

#include <unistd.h>

#include <charconv>
#include <cstdlib>
#include <filesystem>
#include <vector>

#include "model/base/text.h"
#include "sql/internal/process.h"

namespace iamirror::sql {

namespace {

namespace fs = std::filesystem;

int to_number(std::string_view text) {
    int number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool is_complete(const std::string& directory) {
    for (const char* program : {"/initdb", "/pg_ctl", "/postgres"})
        if (access((directory + program).c_str(), X_OK) != 0) return false;
    return true;
}

std::vector<ServerBinaries> installed() {
    std::vector<ServerBinaries> found;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored))
        found.push_back({to_number(entry.path().filename().string()), entry.path() / "bin"});
    for (int major = 15; major < 30; ++major) found.push_back({major, "/usr/pgsql-" + std::to_string(major) + "/bin"});
    std::erase_if(found, [](const ServerBinaries& binaries) { return !is_complete(binaries.directory); });
    return found;
}

// "postgres (PostgreSQL) 15.18 (Debian …)"
int version_of(const std::string& directory) {
    const auto answer = run_program({.arguments = {directory + "/postgres", "--version"}, .as = std::nullopt});
    if (!answer || answer->exit_code != 0) return 0;
    const auto at = answer->output.find("(PostgreSQL) ");
    return at == std::string::npos ? 0 : to_number(std::string_view(answer->output).substr(at + 13));
}

std::optional<ServerBinaries> on_path() {
    const char* path = std::getenv("PATH");
    for (const auto directory : split(path ? path : "", ':'))
        if (is_complete(std::string(directory)))
            return ServerBinaries{version_of(std::string(directory)), std::string(directory)};
    return std::nullopt;
}

}  // namespace

std::optional<ServerBinaries> find_server_binaries(int major) {
    std::optional<ServerBinaries> best;
    for (auto& binaries : installed())
        if ((major == 0 || binaries.major == major) && (!best || binaries.major > best->major)) best = binaries;
    if (best) return best;
    const auto other = on_path();
    return other && (major == 0 || other->major == major) ? other : std::nullopt;
}

}  // namespace iamirror::sql
