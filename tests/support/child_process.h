// A program that a test started: its output kept, its end waited for, never left behind.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace iamirror::testing {

struct Command {
    std::vector<std::string> arguments;              // the first is the program's path
    std::map<std::string, std::string> environment;  // all of it
    std::string directory;                           // where it runs; "" here
};

class ChildProcess {
  public:
    // Throws std::runtime_error where it cannot be started. Its stdin is a pipe that ends with this object.
    explicit ChildProcess(const Command& command);
    // SIGKILL, if it still runs.
    ~ChildProcess();
    ChildProcess(const ChildProcess&) = delete;
    ChildProcess& operator=(const ChildProcess&) = delete;

    pid_t pid() const { return pid_; }
    // Safe from any thread as long as wait() has not returned.
    void send_signal(int signal) const;
    // The exit code, or 128 + the signal that ended it. After `limit` it is killed: 128 + SIGKILL.
    int wait(std::chrono::seconds limit = std::chrono::seconds(300));
    bool is_running();
    std::string out() const;  // all of stdout so far
    std::string err() const;
    // The most memory it held at once, as last seen before its end, in KiB.
    long peak_memory_kib() const { return peak_memory_kib_; }

  private:
    void look_at_memory();
    bool has_ended();

    pid_t pid_ = -1;
    int stdin_ = -1, out_ = -1, err_ = -1;
    int exit_code_ = -1;  // -1: not waited for
    long peak_memory_kib_ = 0;
};

}  // namespace iamirror::testing
