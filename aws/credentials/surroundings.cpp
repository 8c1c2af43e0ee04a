// The real environment, the real files, real programs.
#include <fcntl.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <fstream>
#include <iterator>

#include "aws/credentials.h"
#include "aws/credentials/program.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

std::map<std::string, std::string> whole_environment() {
    std::map<std::string, std::string> environment;
    for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
        const std::string text{*entry};
        const auto equals = text.find('=');
        if (equals != std::string::npos) environment[text.substr(0, equals)] = text.substr(equals + 1);
    }
    return environment;
}

std::optional<std::string> read_whole(const std::string& path) {
    std::ifstream file{path, std::ios::binary};
    if (!file) return std::nullopt;
    return std::string{std::istreambuf_iterator<char>{file}, {}};
}

bool write_whole(int file, std::string_view text) {
    while (!text.empty()) {
        const auto size = ::write(file, text.data(), text.size());
        if (size <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(size));
    }
    return ::fsync(file) == 0;
}

// Beside the old one first, so that nobody ever sees half of it. mkstemp makes it for its owner's eyes only.
Status replace_whole(const std::string& path, const std::string& text) {
    auto beside = path + ".XXXXXX";
    const int file = ::mkostemp(beside.data(), O_CLOEXEC);
    bool is_done = file >= 0 && write_whole(file, text);
    const int problem = errno;
    if (file >= 0) ::close(file);
    is_done = is_done && std::rename(beside.c_str(), path.c_str()) == 0;
    if (is_done) return Done{};
    if (file >= 0) ::unlink(beside.c_str());
    return Error{.kind = ErrorKind::usage,
                 .message = printable(path) + " cannot be replaced: " + to_lower_ascii(std::strerror(problem))};
}

}  // namespace

Surroundings real_surroundings() {
    Surroundings surroundings{.environment = whole_environment(),
                              .read_file = read_whole,
                              .replace_file = replace_whole,
                              .run_program = run_program};
    // A service without HOME still has one in the user database.
    if (!surroundings.environment.contains("HOME"))
        if (const auto* user = getpwuid(getuid()); user != nullptr && user->pw_dir != nullptr)
            surroundings.environment["HOME"] = user->pw_dir;
    return surroundings;
}

}  // namespace iamirror::aws
