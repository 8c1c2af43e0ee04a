// Keeps a connection that breaks while TLS writes to it from ending the process.
#pragma once

#include <csignal>

namespace iamirror::aws {

// While it lives, SIGPIPE is blocked in this thread; one that came meanwhile is taken away. The process's own setting
// stays: a pipe that a user closes still ends the program. Where the process ignores the signal nothing is to be done.
// libcurl asks the system to ignore the signal only where CURLOPT_NOSIGNAL is off, and threads need it on.
class SigpipeBlock {
  public:
    SigpipeBlock();
    ~SigpipeBlock();
    SigpipeBlock(const SigpipeBlock&) = delete;
    SigpipeBlock& operator=(const SigpipeBlock&) = delete;

  private:
    sigset_t before_{};
    bool was_pending_ = false;
    bool is_needed_ = true;
};

}  // namespace iamirror::aws
