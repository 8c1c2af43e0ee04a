// The steps of an embedded server's life, each on one cluster directory.
#pragma once

#include <string>

#include "model/base/result.h"
#include "sql/internal/cluster_paths.h"
#include "sql/internal/server_binaries.h"

namespace iamirror::sql {

struct ClusterServer {
    ClusterPaths paths;
    ServerBinaries binaries;

    std::string directory() const { return paths.cluster(binaries.major); }
    // Made beside its place and moved there when it is whole: a killed initdb leaves no half cluster.
    Status make() const;
    Status start() const;
    Status stop() const;
    // Makes the database where it is missing.
    Status make_database() const;
    // Runs a program of the server with our connection in its environment.
    Result<ProgramResult> run(std::vector<std::string> arguments) const;
};

// What a running server of `directory` says of itself in postmaster.pid; pid 0 if none runs.
struct RunningServer {
    int pid = 0;
    std::string socket_dir;
};
RunningServer running_server(const std::string& directory);

std::string cluster_url(const std::string& socket_dir);

}  // namespace iamirror::sql
