#include "sync/apply/apply_item.h"

#include "model/base/text.h"
#include "sync/apply/live_role.h"

namespace iamirror::sync {

namespace {

using Live = std::optional<model::Role>;

Error moved(const PlannedItem& item, const Live& live, const std::string& account_id) {
    const std::string role = "role " + printable(item.name);
    const bool is_taken = item.operation == "create" && live;
    return {.kind = ErrorKind::refused,
            .message = is_taken ? role + " exists already (" + printable(live->arn) + ") and is not ours"
                       : live   ? role + " was changed since the plan was made"
                                : role + " is gone since the plan was made",
            .hint = "run `iamirror import` and plan again",
            .account_id = account_id,
            .resource = live ? live->arn : item.name};
}

}  // namespace

Result<std::string> apply_item(ApplyParts& parts, const ItemToApply& work) {
    const PlannedItem& item = work.item;
    // Right after a crash AWS may still show what was before the last call.
    const auto patience = work.calls_done > 0 ? parts.patience.deadline : std::chrono::milliseconds{0};
    const Live expected = item.after_calls(work.calls_done);
    auto live = wait_for_role(parts, item.name, expected, patience);
    if (!live) return live.error();
    if (!model::is_as_expected(expected, *live)) return moved(item, *live, parts.account_id);
    for (std::size_t i = work.calls_done; i < item.calls.size(); ++i) {
        if (parts.is_interrupted()) {
            return Error{.kind = ErrorKind::interrupted,
                         .message = "interrupted between two calls",
                         .hint = "run `iamirror apply` again: it goes on where it stopped"};
        }
        JournaledCall call{.journal_id = "",
                           .plan_id = work.plan_id,
                           .item_no = item.item_no,
                           .call_no = static_cast<int>(i) + 1,
                           .account_id = parts.account_id,
                           .access_control = item.access_control,
                           .call = item.calls[i],
                           .before = *live,
                           .expected = model::after_call(*live, item.calls[i])};
        live = make_call(parts, call, work.made);
        if (!live) return live.error();
    }
    return *live ? (*live)->arn : std::string{};
}

}  // namespace iamirror::sync
