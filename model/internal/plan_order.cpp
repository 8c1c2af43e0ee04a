#include "model/internal/plan_order.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "model/base/text.h"
#include "model/depends.h"

namespace iamirror::model {
namespace {

using Names = std::set<std::string>;

Names needs(const PlanItem& item, const std::string& account_id) {
    return item.after ? roles_named_by(*item.after, account_id) : Names{};
}

bool intersects(const Names& left, const Names& right) {
    return std::any_of(left.begin(), left.end(), [&right](const std::string& name) { return right.count(name) > 0; });
}

void refuse_ring(std::vector<PlanItem>& waiting) {
    std::string names;
    for (const PlanItem& item : waiting) names += (names.empty() ? "" : ", ") + printable(item.name);
    for (PlanItem& item : waiting) {
        item.refused_by.push_back({"who", "these new roles name each other, and none can be made first: " + names});
    }
}

// Moves what waits for nothing to `done`, until nothing is left or a ring is.
void place(std::vector<PlanItem>& waiting, std::vector<PlanItem>& done, const std::string& account_id) {
    Names to_be_made, refused;
    for (const PlanItem& item : waiting) {
        if (item.operation == Operation::create) to_be_made.insert(to_lower_ascii(item.name));
    }
    while (!waiting.empty()) {
        const auto ready = std::find_if(waiting.begin(), waiting.end(), [&](const PlanItem& item) {
            Names needed = needs(item, account_id);
            needed.erase(to_lower_ascii(item.name));
            return !intersects(needed, to_be_made);
        });
        if (ready == waiting.end()) {
            refuse_ring(waiting);
            std::move(waiting.begin(), waiting.end(), std::back_inserter(done));
            return;
        }
        if (intersects(needs(*ready, account_id), refused)) {
            ready->refused_by.push_back({"who", "it names a new role whose creation is refused"});
        }
        const std::string name = to_lower_ascii(ready->name);
        if (ready->operation == Operation::create && !ready->refused_by.empty()) refused.insert(name);
        to_be_made.erase(name);
        done.push_back(std::move(*ready));
        waiting.erase(ready);
    }
}

}  // namespace

void order(std::vector<PlanItem>& items, const std::string& account_id) {
    std::stable_sort(items.begin(), items.end(), [](const PlanItem& a, const PlanItem& b) { return a.name < b.name; });
    std::vector<PlanItem> waiting, deletions, done;
    for (PlanItem& item : items) {
        (item.operation == Operation::remove ? deletions : waiting).push_back(std::move(item));
    }
    place(waiting, done, account_id);
    std::move(deletions.begin(), deletions.end(), std::back_inserter(done));
    items = std::move(done);
}

}  // namespace iamirror::model
