// A PostgreSQL of our own for those who have none: a cluster in the data directory, on a Unix socket, started when a
// command needs it.
#pragma once

#include <string>

#include "model/base/result.h"

namespace iamirror::sql {

struct EmbeddedSettings {
    std::string data_dir;     // IAMIRROR_DATA_DIR, already resolved
    bool is_default = false;  // the default one: its socket directory carries no hash
    std::string runtime_dir;  // XDG_RUNTIME_DIR, "" if not set
};

// The default data directory: $XDG_DATA_HOME/iamirror, else $HOME/.local/share/iamirror, as root /var/lib/iamirror.
EmbeddedSettings embedded_settings(const std::string& data_dir, const std::string& xdg_data_home,
                                   const std::string& home, const std::string& xdg_runtime_dir);

struct ClusterStatus {
    bool exists = false;
    bool running = false;
    int major = 0;     // of the cluster's files
    int pid = 0;       // 0 when not running
    std::string url;   // libpq URI of database `iamirror`
    std::string path;  // the cluster's directory
};

// Makes the cluster and its database where they are missing and starts the server, under a file lock. Gives the URI.
// Idempotent, and safe against another process doing the same.
Result<std::string> start_cluster(const EmbeddedSettings& settings);
Status stop_cluster(const EmbeddedSettings& settings);
Result<ClusterStatus> cluster_status(const EmbeddedSettings& settings);
// Moves a cluster of an older major version to the installed one by dump and restore; the old one is kept beside it.
Status upgrade_cluster(const EmbeddedSettings& settings);

}  // namespace iamirror::sql
