// Which configuration file is read, and reading it.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "sync/config_text.h"

namespace iamirror::sync {

struct ConfigFile {
    std::string path;
    std::vector<ConfigEntry> entries;
    bool is_private = true;  // only its owner can read it
};

// The file asked for, else the first that is there of ./iamirror.yaml, ~/.config/iamirror/iamirror.yaml and
// /etc/iamirror/iamirror.yaml; nullopt where there is none. A file that is there and cannot be read is an error, and
// so is a named one that is not there: ErrorKind::usage.
Result<std::optional<ConfigFile>> read_config_file(const std::string& asked, const std::string& home);

}  // namespace iamirror::sync
