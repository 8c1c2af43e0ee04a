// A plan on its way into ops.plan, and its items as they stand there.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/plan.h"
#include "sql/database.h"

namespace iamirror::sync {

struct StoredPlan {
    std::string plan_id;
    std::string account_id;
    std::string sha256;
    std::vector<nlohmann::json> items;  // as model::stored_item
};

// In the place of those of the account that wait, and with the states of what drifted. `run_id` is the import it rests
// on. Inside a transaction.
StoredPlan store_plan(sql::Database& database, const model::Plan& plan, const std::string& run_id);

}  // namespace iamirror::sync
