#include "tests/support/program.h"

#include <csignal>

#include "tests/support/source_tree.h"
#include "tests/support/stand_in.h"

namespace iamirror::testing {

namespace {

std::map<std::string, std::string> environment_of(const ProgramSettings& settings) {
    const std::string sanitizer = "exitcode=" + std::to_string(sanitizer_exit_code);
    std::map<std::string, std::string> all{{"PATH", "/usr/local/bin:/usr/bin:/bin"},
                                           {"HOME", "/nonexistent"},
                                           {"LANG", "C.UTF-8"},
                                           {"CI", "true"},
                                           {"IAMIRROR_CONFIG", "/dev/null"},
                                           {"ASAN_OPTIONS", sanitizer},
                                           {"TSAN_OPTIONS", sanitizer},
                                           {"UBSAN_OPTIONS", sanitizer + ":print_stacktrace=1"},
                                           {"AWS_ACCESS_KEY_ID", example_access_key_id},
                                           {"AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"},
                                           {"AWS_REGION", "us-east-1"},
                                           {"AWS_ENDPOINT_URL", settings.aws_url}};
    if (!settings.database_url.empty()) {
        all["IAMIRROR_DATABASE_URL"] = settings.database_url;
    }
    for (const auto& [name, value] : settings.environment) {
        all[name] = value;
    }
    return all;
}

}  // namespace

bool ProgramResult::has_crashed() const {
    return exit_code == sanitizer_exit_code || exit_code == 128 + SIGSEGV || exit_code == 128 + SIGABRT ||
           exit_code == 128 + SIGBUS || exit_code == 128 + SIGFPE || exit_code == 128 + SIGILL;
}

std::unique_ptr<ChildProcess> start_program(const ProgramSettings& settings,
                                            const std::vector<std::string>& arguments) {
    Command command{.arguments = {settings.binary}, .environment = environment_of(settings), .directory = "/"};
    command.arguments.insert(command.arguments.end(), arguments.begin(), arguments.end());
    return std::make_unique<ChildProcess>(command);
}

ProgramResult finish(ChildProcess& process) {
    const int exit_code = process.wait();
    return {.exit_code = exit_code,
            .out = process.out(),
            .err = process.err(),
            .peak_memory_kib = process.peak_memory_kib()};
}

ProgramResult run_program(const ProgramSettings& settings, const std::vector<std::string>& arguments) {
    return finish(*start_program(settings, arguments));
}

ProgramResult run_in_shell(const std::string& program, const std::string& directory, const std::string& line) {
    ProgramSettings settings;
    settings.environment = {{"HOME", directory}, {"PROGRAM", program}};
    ChildProcess process{
        {.arguments = {"/bin/sh", "-c", line}, .environment = environment_of(settings), .directory = directory}};
    return finish(process);
}

}  // namespace iamirror::testing
