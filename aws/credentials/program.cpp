#include "aws/credentials/program.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <cstring>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

using std::chrono::steady_clock;

Error failed(std::string message, std::string hint = "run it by hand to see what it says") {
    return {.kind = ErrorKind::credentials, .message = std::move(message), .hint = std::move(hint)};
}

struct Pipe {
    int read = -1;
    int write = -1;

    Pipe() {
        std::array<int, 2> ends{-1, -1};
        if (::pipe2(ends.data(), O_CLOEXEC) == 0) read = ends[0], write = ends[1];
    }
    ~Pipe() {
        close_write();
        if (read >= 0) ::close(read);
    }
    Pipe(const Pipe&) = delete;
    Pipe& operator=(const Pipe&) = delete;

    void close_write() {
        if (write >= 0) ::close(write);
        write = -1;
    }
};

// No input, output into the pipe, a process group of its own, and every signal as a program expects it.
struct SpawnSettings {
    posix_spawn_file_actions_t files{};
    posix_spawnattr_t attributes{};

    explicit SpawnSettings(int output) {
        posix_spawn_file_actions_init(&files);
        posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
        posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
        posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
        posix_spawnattr_init(&attributes);
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        posix_spawnattr_setsigmask(&attributes, &none);
        posix_spawnattr_setsigdefault(&attributes, &all);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    }
    ~SpawnSettings() {
        posix_spawn_file_actions_destroy(&files);
        posix_spawnattr_destroy(&attributes);
    }
    SpawnSettings(const SpawnSettings&) = delete;
    SpawnSettings& operator=(const SpawnSettings&) = delete;
};

// As exec takes them: pointers into the strings, and a null at the end.
std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> list;
    for (auto& text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

// A child that does not outlive this object unless it has ended by itself.
class Child {
  public:
    explicit Child(pid_t pid) : pid_(pid) {}
    ~Child() {
        if (has_ended_) return;
        ::kill(-pid_, SIGKILL);
        ::waitpid(pid_, &status_, 0);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    bool has_ended() {
        if (!has_ended_) has_ended_ = ::waitpid(pid_, &status_, WNOHANG) == pid_;
        return has_ended_;
    }
    int status() const { return status_; }

  private:
    pid_t pid_;
    int status_ = 0;
    bool has_ended_ = false;
};

enum class Reading { data, nothing, end };

Reading read_some(int from, int wait_ms, std::string& output) {
    pollfd ready{.fd = from, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, wait_ms) <= 0) return Reading::nothing;
    std::array<char, 4096> buffer{};
    const auto size = ::read(from, buffer.data(), buffer.size());
    if (size <= 0) return Reading::end;
    output.append(buffer.data(), static_cast<std::size_t>(size));
    return Reading::data;
}

// What the child writes until it ends. What a process that it left behind writes later is not waited for.
Result<std::string> collect(Child& child, int from, const Program& program) {
    constexpr int slice_ms = 20;
    const auto end = steady_clock::now() + program.timeout;
    std::string output;
    for (;;) {
        const bool has_ended = child.has_ended();
        const auto reading = read_some(from, has_ended ? 0 : slice_ms, output);
        if (output.size() > program.max_output_octets)
            return failed("it wrote more than " + std::to_string(program.max_output_octets) + " octets");
        if (has_ended && reading != Reading::data) return output;
        if (steady_clock::now() >= end)
            return failed("it did not end within " + std::to_string(program.timeout.count() / 1000) + " s");
        if (reading == Reading::end) ::poll(nullptr, 0, slice_ms);
    }
}

Status check_end(int status) {
    if (WIFSIGNALED(status)) return failed("it was ended by signal " + std::to_string(WTERMSIG(status)));
    if (WEXITSTATUS(status) != 0) return failed("it ended with code " + std::to_string(WEXITSTATUS(status)));
    return Done{};
}

}  // namespace

Result<std::string> run_program(const Program& program) {
    if (program.arguments.empty()) return failed("no program is named", "");
    Pipe pipe;
    if (pipe.read < 0) return failed("no pipe for its output: " + std::string{std::strerror(errno)}, "");
    const SpawnSettings settings{pipe.write};
    auto arguments = program.arguments;
    std::vector<std::string> variables;
    for (const auto& [name, value] : program.environment) variables.push_back(name + "=" + value);
    pid_t pid = 0;
    const int code = ::posix_spawnp(&pid, arguments.front().c_str(), &settings.files, &settings.attributes,
                                    pointers(arguments).data(), pointers(variables).data());
    if (code != 0)
        return failed(printable(arguments.front()) + " does not start: " + to_lower_ascii(std::strerror(code)),
                      "it is run without a shell: name a program in PATH, or the path of one");
    Child child{pid};
    pipe.close_write();
    auto output = collect(child, pipe.read, program);
    if (!output) return output;
    if (auto status = check_end(child.status()); !status) return status.error();
    return output;
}

}  // namespace iamirror::aws
