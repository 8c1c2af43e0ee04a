// How a command ends, for scripts. Where several fit, the first of: busy, usage, interrupted, failed, refused, partial,
// findings, changes.
#pragma once

namespace iamirror::sync {

enum class ExitCode : int {
    done = 0,
    failed = 1,
    changes = 2,   // plan --detailed-exitcode: changes are pending
    findings = 3,  // --fail-on
    partial = 4,   // some scope is not complete
    refused = 5,   // by a guard
    busy = 6,      // another run holds the lock
    usage = 64,
    interrupted = 130,
    terminated = 143,
};

}  // namespace iamirror::sync
