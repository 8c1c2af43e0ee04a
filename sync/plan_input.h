// What a plan is made from, read out of the database in one snapshot.
#pragma once

#include <string>

#include "model/base/result.h"
#include "model/plan.h"
#include "sql/database.h"

namespace iamirror::sync {

// An account as the newest import left it.
struct PlannedAccount {
    std::string account_id;
    std::string run_id;  // of the import
};

// `wanted`, or the only one there is. ErrorKind::usage where there are several and none is named, ErrorKind::not_found
// where none was imported.
Result<PlannedAccount> choose_account(sql::Database& database, const std::string& wanted);

// ErrorKind::refused where the import is older than what was written since, or an apply was cut off.
Status check_import(sql::Database& database, const PlannedAccount& account);

// ErrorKind::refused where nothing imported says which partition the account is of.
Result<model::PlanInput> read_plan_input(sql::Database& database, const PlannedAccount& account, Time now);

}  // namespace iamirror::sync
