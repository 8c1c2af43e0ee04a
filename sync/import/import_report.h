// What an import has to say: a table and hints for a person, one object for a script.
#pragma once

#include <optional>
#include <ostream>

#include "sql/staging.h"
#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct ImportReport {
    long run_id = 0;  // 0: no run was begun
    std::string status = "failed";
    ExitCode exit_code = ExitCode::failed;
    std::optional<sql::PublishReport> publish;
    long findings = 0;
    long api_calls = 0;
    std::optional<Error> error;

    // Sets status and exit code from what happened.
    void finish(bool allow_partial);
    // The report of a command that ended before a run began.
    static ImportReport failure(const Error& error);
};

void print_report(std::ostream& out, Context& context, const ImportReport& report);

}  // namespace iamirror::sync
