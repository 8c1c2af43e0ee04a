#include "tests/support/child_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <csignal>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace iamirror::testing {

namespace {

// A file in memory: the child writes, we read at any time, and no pipe can fill up.
int memory_file(const char* name) {
    return ::memfd_create(name, MFD_CLOEXEC);
}

std::string contents(int descriptor) {
    std::string text;
    std::array<char, 65536> chunk;
    ssize_t got = 0;
    while ((got = ::pread(descriptor, chunk.data(), chunk.size(), static_cast<off_t>(text.size()))) > 0) {
        text.append(chunk.data(), static_cast<std::size_t>(got));
    }
    return text;
}

std::vector<char*> pointers(std::vector<std::string>& words) {
    std::vector<char*> pointers;
    for (std::string& word : words) {
        pointers.push_back(word.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

int exit_code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

ChildProcess::ChildProcess(const Command& command) : out_(memory_file("out")), err_(memory_file("err")) {
    std::array<int, 2> input{};
    if (::pipe2(input.data(), O_CLOEXEC) != 0) {
        throw std::runtime_error("no pipe");
    }
    stdin_ = input[1];
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, out_, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, err_, STDERR_FILENO);
    if (!command.directory.empty()) {
        posix_spawn_file_actions_addchdir_np(&actions, command.directory.c_str());
    }
    std::vector<std::string> arguments = command.arguments;
    std::vector<std::string> settings;
    for (const auto& [name, value] : command.environment) {
        settings.push_back(name + "=" + value);
    }
    const int failure = ::posix_spawn(&pid_, arguments.front().c_str(), &actions, nullptr, pointers(arguments).data(),
                                      pointers(settings).data());
    posix_spawn_file_actions_destroy(&actions);
    ::close(input[0]);
    if (failure != 0) {
        throw std::runtime_error("cannot start " + arguments.front());
    }
}

ChildProcess::~ChildProcess() {
    ::close(stdin_);
    if (pid_ > 0 && exit_code_ < 0) {
        send_signal(SIGKILL);
        wait();
    }
    ::close(out_);
    ::close(err_);
}

void ChildProcess::send_signal(int signal) const {
    ::kill(pid_, signal);
}

// Not from wait4: its maximum counts what our own process held when it started the child.
void ChildProcess::look_at_memory() {
    std::ifstream status("/proc/" + std::to_string(pid_) + "/status");
    for (std::string line; std::getline(status, line);) {
        if (line.rfind("VmHWM:", 0) == 0) {
            peak_memory_kib_ = std::max(peak_memory_kib_, std::stol(line.substr(6)));
        }
    }
}

bool ChildProcess::has_ended() {
    int status = 0;
    if (exit_code_ < 0 && ::waitpid(pid_, &status, WNOHANG) == pid_) {
        exit_code_ = exit_code_of(status);
    }
    return exit_code_ >= 0;
}

bool ChildProcess::is_running() {
    return !has_ended();
}

int ChildProcess::wait(std::chrono::seconds limit) {
    const auto deadline = std::chrono::steady_clock::now() + limit;
    for (look_at_memory(); !has_ended(); look_at_memory()) {
        if (std::chrono::steady_clock::now() > deadline) {
            send_signal(SIGKILL);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    return exit_code_;
}

std::string ChildProcess::out() const {
    return contents(out_);
}

std::string ChildProcess::err() const {
    return contents(err_);
}

}  // namespace iamirror::testing
