#include "sync/apply/resolve.h"

#include <algorithm>

#include "model/base/text.h"
#include "sql/embedded.h"
#include "sync/apply/stored_plan.h"

namespace iamirror::sync {

namespace {

// The call as it was begun, from the plan's item; absent where this program would not make that call.
Result<std::optional<JournaledCall>> journaled_call(const sql::Rows& rows, std::size_t row,
                                                    const std::string& account_id) {
    auto item = planned_item(rows.text(row, "item"));
    if (!item) return item.error();
    const auto number = static_cast<std::size_t>(std::stoul(rows.text(row, "call_no")));
    if (number == 0 || number > item->calls.size() || item->calls[number - 1].action != rows.text(row, "action"))
        return std::optional<JournaledCall>{};
    return std::optional{JournaledCall{.journal_id = rows.text(row, "journal_id"),
                                       .plan_id = rows.text(row, "plan_id"),
                                       .item_no = item->item_no,
                                       .call_no = static_cast<int>(number),
                                       .account_id = account_id,
                                       .access_control = item->access_control,
                                       .call = item->calls[number - 1],
                                       .before = item->after_calls(number - 1),
                                       .expected = item->after_calls(number)}};
}

// Identity that the plan could not know, for the ledger rows of what is gone.
void take_identity(const std::optional<model::Role>& live, JournaledCall& call) {
    if (!live || !call.before || !call.before->unique_id.empty()) return;
    call.before->unique_id = live->unique_id;
    call.before->arn = live->arn;
}

// A call of long ago shows its effect, or had none.
std::chrono::milliseconds patience_left(const ApplyParts& parts, const sql::Rows& rows, std::size_t row) {
    const std::chrono::milliseconds age{std::stol(rows.text(row, "age_ms"))};
    return std::clamp(parts.patience.settling - age, std::chrono::milliseconds{0}, parts.patience.settling);
}

Outcome outcome_of(const JournaledCall& call, const std::optional<model::Role>& live) {
    if (model::is_as_expected(call.expected, live))
        return {.state = "done", .live = live, .request_id = {}, .error = {}};
    if (model::is_as_expected(call.before, live))
        return {.state = "failed", .live = {}, .request_id = {}, .error = "the apply ended before AWS was reached"};
    return {.state = "unknown",
            .live = {},
            .request_id = {},
            .error = "the apply ended, and the role is neither as before the call nor as after it"};
}

}  // namespace

Result<long> resolve_open_intents(ApplyParts& parts, sql::Database& database) {
    const auto rows = database.query(sql::query::apply_open_intents, {parts.account_id});
    for (std::size_t row = 0; row < rows.size(); ++row) {
        auto found = journaled_call(rows, row, parts.account_id);
        if (!found) return found.error();
        if (!*found) {
            JournaledCall foreign;
            foreign.journal_id = rows.text(row, "journal_id");
            parts.journal.end(foreign, {.state = "unknown",
                                        .live = {},
                                        .request_id = {},
                                        .error = "begun by a version of the program that calls otherwise"});
            continue;
        }
        JournaledCall& call = **found;
        const auto& role = call.expected ? call.expected : call.before;
        const auto live = wait_for_role(parts, role->name, call.expected, patience_left(parts, rows, row));
        if (!live) return live.error();
        take_identity(*live, call);
        const auto outcome = outcome_of(call, *live);
        parts.journal.end(call, outcome);
        parts.observer.on(Notice{"an apply was cut off at " + call.call.action + " of role " + printable(role->name) +
                                 ": " + outcome.error.value_or("it took effect")});
    }
    return static_cast<long>(rows.size());
}

}  // namespace iamirror::sync
