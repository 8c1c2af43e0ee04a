// The real environment, the real files, real programs.
#include <pwd.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "aws/credentials.h"
#include "aws/credentials/program.h"
#include "model/base/whole_file.h"

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

}  // namespace

Surroundings real_surroundings() {
    Surroundings surroundings{.environment = whole_environment(),
                              .read_file = read_whole,
                              .replace_file = write_whole_file,
                              .run_program = run_program};
    // A service without HOME still has one in the user database.
    if (!surroundings.environment.contains("HOME"))
        if (const auto* user = getpwuid(getuid()); user != nullptr && user->pw_dir != nullptr)
            surroundings.environment["HOME"] = user->pw_dir;
    return surroundings;
}

}  // namespace iamirror::aws
