// The options of every command, and where what they say goes: the one table of options.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "sync/apply/apply_command.h"
#include "sync/compare_command.h"
#include "sync/config.h"
#include "sync/context.h"
#include "sync/import/import_command.h"
#include "sync/plan_command.h"
#include "sync/policy_command.h"
#include "sync/simulate_command.h"
#include "sync/status_command.h"

namespace iamirror::sync {

using Command = std::function<ExitCode(Context&)>;

// Everything the command line can set.
struct Options {
    Config config;
    std::string config_path;
    std::vector<std::string> notices;  // of reading the settings
    ImportOptions import;
    PlanOptions plan;
    ApplyOptions apply;
    StatusOptions status;
    PolicyExpandOptions policy_expand;
    PolicyCompareOptions policy_compare;
    SimulateOptions simulate;
    std::vector<std::string> psql_arguments;
    Command command;
};

// `options` outlives `app`.
void add_options(CLI::App& app, Options& options);

}  // namespace iamirror::sync
