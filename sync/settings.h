// What the command line leaves open, from the environment and the configuration file. The options of the command line
// are the one table: an option --s3-include-buckets of any command is IAMIRROR_S3_INCLUDE_BUCKETS in the environment
// and s3-include-buckets in the file.
#pragma once

#include <CLI/CLI.hpp>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/config_file.h"

namespace iamirror::sync {

using Environment = std::map<std::string, std::string>;

// "IAMIRROR_S3_INCLUDE_BUCKETS" of "s3-include-buckets".
std::string variable_of(const std::string& name);

// Variables of other programs that say the same as an option: where one of them is set, the file is not asked.
using OtherVariables = std::map<std::string, std::vector<std::string>>;

// Adds to the help of every option its variable.
void name_variables(CLI::App& app);

// Gives every option that the parsed command line did not set the value of its variable. An empty variable is as if
// not set. ErrorKind::usage names the variables whose value does not fit.
Status fill_from_environment(CLI::App& app, const Environment& environment);

// Gives those that are still open the value of the file, whichever command runs. ErrorKind::usage, with every place at
// once: an unknown name (and the nearest known one), a value that does not fit.
Status fill_from_file(CLI::App& app, const ConfigFile& file, const Environment& environment,
                      const OtherVariables& others);

// The known name that is fewest single-character changes away; "" where none is known.
std::string nearest_name(const std::string& name, const std::vector<std::string>& known);

}  // namespace iamirror::sync
