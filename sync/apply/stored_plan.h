// The plan as ops.plan holds it: all that an apply goes by.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/diff.h"
#include "sql/database.h"

namespace iamirror::sync {

struct PlannedItem {
    int item_no = 0;
    std::string operation;  // create, update, delete
    std::string name;
    std::string status;  // planned, refused, done, failed, skipped
    std::string error;   // "" for none
    std::string access_control;
    std::vector<std::string> refused_by;
    std::optional<model::Role> before;
    std::optional<model::Role> after;
    std::vector<model::Call> calls;

    // The role as it is once the first `count` calls have taken effect.
    std::optional<model::Role> after_calls(std::size_t count) const;
};

struct PlanToApply {
    std::string plan_id;
    std::string account_id;
    std::vector<PlannedItem> items;
};

// From the JSON of one row of ops.plan_item. ErrorKind::refused where the calls that follow from it are not those that
// were planned.
Result<PlannedItem> planned_item(const std::string& json_text);

// The plan of that id, or the newest of the account. ErrorKind::not_found where there is none; ErrorKind::refused for
// one that was applied, superseded, made by another version, a day ago, before a newer import, or not as it was stored.
Result<PlanToApply> load_plan(sql::Database& database, const std::string& account_id,
                              const std::optional<long>& plan_id);

}  // namespace iamirror::sync
