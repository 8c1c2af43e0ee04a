// ops.run: one execution of a command that writes.
#pragma once

#include <string>

#include "sql/database.h"

namespace iamirror::sql {

struct RunStart {
    std::string command;  // "import"
    std::string version;
    std::string host;
    int pid = 0;
};

struct RunEnd {
    std::string status;  // complete, partial, failed, refused, interrupted
    long api_calls = 0;
    int exit_code = 0;
    Value error;
};

// Marks runs that a dead process left `running` as `failed`, then inserts the new one. Under the writer's lock.
long start_run(Database& database, const RunStart& start);
void end_run(Database& database, long run_id, const RunEnd& end);

}  // namespace iamirror::sql
