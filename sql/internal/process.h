// Runs a program of the PostgreSQL server: no shell, a small environment, no descriptor of ours.
#pragma once

#include <sys/types.h>

#include <optional>
#include <string>
#include <vector>

#include "model/base/result.h"

namespace iamirror::sql {

// A user of the operating system.
struct SystemUser {
    std::string name;
    uid_t uid = 0;
    gid_t gid = 0;
    std::vector<gid_t> groups;
};

std::optional<SystemUser> find_user(const std::string& name);
std::optional<SystemUser> current_user();

struct Program {
    std::vector<std::string> arguments;  // the first is the path
    std::optional<SystemUser> as;        // only root can become another; nullopt: stay
    std::vector<std::string> environment =
        {};                       // NAME=value, beside PATH, HOME, LC_ALL and TZ; nothing else is inherited
    bool is_interactive = false;  // keeps our terminal; else input is empty and output is collected
};

struct ProgramResult {
    int exit_code = 0;   // 128 + n for a signal
    std::string output;  // stdout and stderr together
};

Result<ProgramResult> run_program(const Program& program);

}  // namespace iamirror::sql
