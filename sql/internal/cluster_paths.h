// Where an embedded cluster lives, and as whom.
#pragma once

#include <optional>
#include <string>

#include "model/base/result.h"
#include "sql/embedded_cluster.h"
#include "sql/internal/process.h"

namespace iamirror::sql {

inline constexpr const char* cluster_role = "iamirror";  // the superuser of the cluster
inline constexpr const char* cluster_database = "iamirror";
inline constexpr int cluster_port = 5432;  // only part of the socket's name

struct ClusterPaths {
    std::string data_dir;  // what the settings say
    std::string socket_dir;
    std::optional<SystemUser> server;  // another user than ours: root's server runs as postgres

    std::string cluster(int major) const { return data_dir + "/pg" + std::to_string(major); }
    std::string log() const { return data_dir + "/server.log"; }
};

// Makes what is missing of the data directory, the user and nothing else. `make`: false only looks.
Result<ClusterPaths> cluster_paths(const EmbeddedSettings& settings, bool make);

// Makes the socket directory, or refuses one that others could put a socket into.
Status make_socket_dir(const ClusterPaths& paths);

// The major version of the newest cluster in the data directory, 0 if there is none.
int existing_major(const ClusterPaths& paths);

// An exclusive lock on the data directory, held by the object; waits for another process.
class DirectoryLock {
  public:
    explicit DirectoryLock(const std::string& directory);
    ~DirectoryLock();
    DirectoryLock(const DirectoryLock&) = delete;
    DirectoryLock& operator=(const DirectoryLock&) = delete;
    bool held() const { return descriptor_ >= 0; }

  private:
    int descriptor_ = -1;
};

}  // namespace iamirror::sql
