#include "sql/internal/process.h"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>

namespace iamirror::sql {

namespace {

constexpr int exec_failed = 127;

SystemUser to_user(const passwd& entry) {
    SystemUser user{entry.pw_name, entry.pw_uid, entry.pw_gid, {}};
    int count = 64;
    user.groups.resize(static_cast<std::size_t>(count));
    if (getgrouplist(entry.pw_name, entry.pw_gid, user.groups.data(), &count) < 0) count = 0;
    user.groups.resize(static_cast<std::size_t>(count));
    return user;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> out;
    for (auto& word : words) out.push_back(word.data());
    out.push_back(nullptr);
    return out;
}

std::string inherited(const char* name, const char* fallback) {
    const char* value = std::getenv(name);
    return std::string(name) + "=" + (value && *value ? value : fallback);
}

// The child, between fork and exec: only what is safe there.
struct Child {
    char* const* arguments;
    char* const* environment;
    const SystemUser* as;  // nullptr: stay
    int output;            // -1: keep ours

    [[noreturn]] void run() const {
        if (output >= 0) {
            const int nothing = open("/dev/null", O_RDONLY);
            dup2(nothing, STDIN_FILENO);
            dup2(output, STDOUT_FILENO);
            dup2(output, STDERR_FILENO);
        }
        const long limit = sysconf(_SC_OPEN_MAX);
        for (int descriptor = 3; descriptor < (limit > 0 && limit < 65536 ? limit : 65536); ++descriptor)
            close(descriptor);
        if (as &&
            (setgroups(as->groups.size(), as->groups.data()) != 0 || setgid(as->gid) != 0 || setuid(as->uid) != 0))
            _exit(exec_failed);
        // A place the other user may be in: initdb and pg_ctl insist on it.
        if (as && chdir("/") != 0) _exit(exec_failed);
        execve(arguments[0], arguments, environment);
        _exit(exec_failed);
    }
};

std::string read_all(int descriptor) {
    std::string text;
    std::array<char, 4096> buffer{};
    for (;;) {
        const ssize_t got = read(descriptor, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(got));
    }
}

Error failure(const std::string& what) {
    return {.kind = ErrorKind::internal, .message = what + ": " + std::strerror(errno)};
}

}  // namespace

std::optional<SystemUser> find_user(const std::string& name) {
    const passwd* entry = getpwnam(name.c_str());
    return entry ? std::optional(to_user(*entry)) : std::nullopt;
}

std::optional<SystemUser> current_user() {
    const passwd* entry = getpwuid(geteuid());
    return entry ? std::optional(to_user(*entry)) : std::nullopt;
}

Result<ProgramResult> run_program(const Program& program) {
    std::vector<std::string> arguments = program.arguments;
    std::vector<std::string> environment{inherited("PATH", "/usr/bin:/bin"), inherited("HOME", "/"), "LC_ALL=C",
                                         "TZ=UTC"};
    if (program.is_interactive)
        environment = {inherited("PATH", "/usr/bin:/bin"), inherited("HOME", "/"), inherited("TERM", "dumb"),
                       inherited("LANG", "C.UTF-8")};
    if (program.as) environment[1] = "HOME=/";  // ours is not theirs
    environment.insert(environment.end(), program.environment.begin(), program.environment.end());
    const auto argument_pointers = pointers(arguments), environment_pointers = pointers(environment);

    int ends[2] = {-1, -1};
    if (!program.is_interactive && pipe2(ends, O_CLOEXEC) != 0) return failure("no pipe");
    const Child child{argument_pointers.data(), environment_pointers.data(), program.as ? &*program.as : nullptr,
                      ends[1]};
    const pid_t pid = fork();
    if (pid == 0) child.run();
    if (ends[1] >= 0) close(ends[1]);
    ProgramResult result;
    if (pid > 0 && ends[0] >= 0) result.output = read_all(ends[0]);
    if (ends[0] >= 0) close(ends[0]);
    if (pid < 0) return failure("no process for " + arguments[0]);

    int status = 0;
    while (waitpid(pid, &status, 0) < 0)
        if (errno != EINTR) return failure("waiting for " + arguments[0]);
    result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (result.exit_code == exec_failed && result.output.empty())
        return Error{.kind = ErrorKind::internal, .message = arguments[0] + " cannot be run"};
    return result;
}

}  // namespace iamirror::sql
