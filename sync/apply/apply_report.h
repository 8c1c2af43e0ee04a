// What an apply has to say: lines for a person, one object for a script.
#pragma once

#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "sync/context.h"
#include "sync/exit_code.h"

namespace iamirror::sync {

struct ItemReport {
    int item_no = 0;
    std::string operation;
    std::string name;
    std::string status;  // done, failed, skipped, refused
    std::string error;   // "" for none
};

struct ApplyReport {
    std::string plan_id;            // "" : none was begun
    std::string status = "failed";  // of ops.run: complete, failed, refused, interrupted
    ExitCode exit_code = ExitCode::failed;
    std::vector<ItemReport> items;
    long resolved = 0;  // calls of an apply that was cut off
    long api_calls = 0;
    std::optional<Error> error;  // what ended it as a whole

    long count(const std::string& item_status) const;
    // Sets status and exit code from what happened.
    void finish();
};

void print_report(std::ostream& out, Context& context, const ApplyReport& report);

}  // namespace iamirror::sync
