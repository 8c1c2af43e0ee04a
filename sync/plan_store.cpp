#include "sync/plan_store.h"

#include "sql/embedded.h"
#include "sync/version.h"

namespace iamirror::sync {

namespace {

void mark_drift(sql::Database& database, const model::Plan& plan) {
    auto list = nlohmann::json::array();
    for (const auto& drift : plan.drift)
        list.push_back({{"access_control", drift.access_control}, {"is_drifted", drift.is_drifted()}});
    database.query(sql::query::mark_drift, {list.dump()});
}

}  // namespace

StoredPlan store_plan(sql::Database& database, const model::Plan& plan, const std::string& run_id) {
    StoredPlan stored{.plan_id = "", .account_id = plan.account_id, .sha256 = "", .items = {}};
    int number = 0;
    for (const auto& item : plan.items) stored.items.push_back(model::stored_item(plan, item, ++number));
    stored.sha256 = model::plan_sha256(stored.items);
    database.query(sql::query::supersede_plans, {plan.account_id});
    const auto rows = database.query(sql::query::insert_plan, {plan.account_id, run_id, version(), stored.sha256});
    stored.plan_id = rows.text(0, "plan_id");
    database.query(sql::query::insert_plan_items, {stored.plan_id, nlohmann::json(stored.items).dump()});
    mark_drift(database, plan);
    return stored;
}

}  // namespace iamirror::sync
