#include "sync/apply/stored_plan.h"

#include <nlohmann/json.hpp>

#include "model/plan.h"
#include "sql/embedded.h"
#include "sync/version.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

Error refused(const std::string& message, const std::string& hint) {
    return Error{.kind = ErrorKind::refused, .message = message, .hint = hint};
}

constexpr const char* plan_again = "run `iamirror plan` again";

Result<std::optional<model::Role>> role_at(const json& item, const char* key) {
    if (item.at(key).is_null()) return std::optional<model::Role>{};
    auto role = model::role_from_json(item.at(key));
    if (!role) return role.error();
    return std::optional{*std::move(role)};
}

// What stands against the plan as a whole.
Status check(const sql::Rows& plan, std::size_t row) {
    const std::string which = "plan " + plan.text(row, "plan_id");
    const std::string& status = plan.text(row, "status");
    if (status == "superseded") return refused(which + " was superseded by a newer one", "apply the newest plan");
    if (status != "open") return refused(which + " was " + status + " already", plan_again);
    if (plan.text(row, "version") != version())
        return refused(which + " was made by version " + plan.text(row, "version") + ", this is " + version(),
                       plan_again);
    if (plan.text(row, "is_old") == "t") return refused(which + " is older than a day", plan_again);
    if (plan.text(row, "has_newer_import") == "t")
        return refused("an import was published since " + which + " was made", plan_again);
    return Done{};
}

Result<std::vector<PlannedItem>> load_items(sql::Database& database, const std::string& plan_id,
                                            const std::string& sha256) {
    const auto rows = database.query(sql::query::apply_plan_items, {plan_id});
    std::vector<json> stored;
    for (std::size_t i = 0; i < rows.size(); ++i) stored.push_back(json::parse(rows.text(i, "item")));
    if (model::plan_sha256(stored) != sha256)
        return refused("plan " + plan_id + " is not as it was stored: its digest differs", plan_again);
    std::vector<PlannedItem> items;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        auto item = planned_item(rows.text(i, "item"));
        if (!item) return item.error();
        item->status = rows.text(i, "status");
        item->error = rows.at(i, "error").value_or("");
        items.push_back(*std::move(item));
    }
    return items;
}

}  // namespace

std::optional<model::Role> PlannedItem::after_calls(std::size_t count) const {
    auto role = before;
    for (std::size_t i = 0; i < count; ++i) role = model::after_call(std::move(role), calls[i]);
    return role;
}

Result<PlannedItem> planned_item(const std::string& json_text) {
    const json item = json::parse(json_text);
    auto before = role_at(item, "before"), after = role_at(item, "after");
    if (!before) return before.error();
    if (!after) return after.error();
    PlannedItem out{.item_no = item.at("item_no").get<int>(),
                    .operation = item.at("operation").get<std::string>(),
                    .name = item.at("name").get<std::string>(),
                    .status = "planned",
                    .error = "",
                    .access_control = item.at("access_controls").at(0).get<std::string>(),
                    .refused_by = item.at("refused_by").get<std::vector<std::string>>(),
                    .before = *std::move(before),
                    .after = *std::move(after),
                    .calls = {}};
    if (out.refused_by.empty()) out.calls = model::calls_of(out.before, out.after);
    std::vector<std::string> actions;
    for (const auto& call : out.calls) actions.push_back(call.action);
    if (out.refused_by.empty() && actions != item.at("calls").get<std::vector<std::string>>())
        return refused("the calls planned for role " + out.name + " do not follow from what it is to be", plan_again);
    return out;
}

Result<PlanToApply> load_plan(sql::Database& database, const std::string& account_id,
                              const std::optional<long>& plan_id) {
    const auto rows = database.query(sql::query::apply_plan,
                                     {account_id, plan_id ? sql::Value{std::to_string(*plan_id)} : std::nullopt});
    if (rows.empty())
        return Error{.kind = ErrorKind::not_found,
                     .message = plan_id ? "account " + account_id + " has no plan " + std::to_string(*plan_id)
                                        : "account " + account_id + " has no plan",
                     .hint = "run `iamirror plan`"};
    if (auto checked = check(rows, 0); !checked) return checked.error();
    auto items = load_items(database, rows.text(0, "plan_id"), rows.text(0, "sha256"));
    if (!items) return items.error();
    return PlanToApply{rows.text(0, "plan_id"), account_id, *std::move(items)};
}

}  // namespace iamirror::sync
