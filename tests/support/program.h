// The real program as a process, with an environment that holds nothing of the person who runs the tests.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/support/child_process.h"

namespace iamirror::testing {

struct ProgramSettings {
    std::string binary;
    std::string aws_url;                             // where AWS is
    std::string database_url;                        // "" : none is named, so the embedded one
    std::map<std::string, std::string> environment;  // beside and over what these two give
};

struct ProgramResult {
    int exit_code = 0;  // 128 + signal where one ended it
    std::string out, err;
    long peak_memory_kib = 0;

    // A sanitizer's report or a signal that nobody sent.
    bool has_crashed() const;
};

// What a sanitizer makes the program exit with, so that it is told from the program's own "failed".
inline constexpr int sanitizer_exit_code = 99;

std::unique_ptr<ChildProcess> start_program(const ProgramSettings& settings, const std::vector<std::string>& arguments);
ProgramResult finish(ChildProcess& process);
// A line of sh in that directory, where $PROGRAM is the program; the environment is as empty as run_program's.
ProgramResult run_in_shell(const std::string& program, const std::string& directory, const std::string& line);
ProgramResult run_program(const ProgramSettings& settings, const std::vector<std::string>& arguments);

// True in a build whose memory and time say nothing about the program's.
constexpr bool has_sanitizer() {
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
    return true;
#else
    return false;
#endif
}

}  // namespace iamirror::testing
