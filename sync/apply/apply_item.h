// One item of a plan: checked against AWS as it is now, then carried out call by call.
#pragma once

#include <set>
#include <string>

#include "sync/apply/make_call.h"
#include "sync/apply/stored_plan.h"

namespace iamirror::sync {

struct ItemToApply {
    const std::string& plan_id;
    const PlannedItem& item;
    std::size_t calls_done = 0;         // of an apply that was cut off
    const std::set<std::string>& made;  // lower-case names of the roles this run has made
};

// The role's ARN, "" for one that is gone. ErrorKind::refused where AWS is not as the plan says it is; nothing was
// called then.
Result<std::string> apply_item(ApplyParts& parts, const ItemToApply& work);

}  // namespace iamirror::sync
