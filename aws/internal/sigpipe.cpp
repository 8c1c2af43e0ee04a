#include "aws/internal/sigpipe.h"

#include <ctime>

namespace iamirror::aws {

namespace {

sigset_t only_sigpipe() {
    sigset_t set{};
    sigemptyset(&set);
    sigaddset(&set, SIGPIPE);
    return set;
}

}  // namespace

SigpipeBlock::SigpipeBlock() {
    struct sigaction now {};
    is_needed_ = sigaction(SIGPIPE, nullptr, &now) != 0 || now.sa_handler != SIG_IGN;
    if (!is_needed_) return;
    sigset_t pending{};
    sigpending(&pending);
    was_pending_ = sigismember(&pending, SIGPIPE) == 1;
    const auto set = only_sigpipe();
    pthread_sigmask(SIG_BLOCK, &set, &before_);
}

SigpipeBlock::~SigpipeBlock() {
    if (!is_needed_) return;
    const auto set = only_sigpipe();
    const timespec at_once{};
    if (!was_pending_) sigtimedwait(&set, nullptr, &at_once);
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace iamirror::aws
