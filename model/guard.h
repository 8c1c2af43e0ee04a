// What stands against a plan item. Each guard is a function of its own; the ones of later issues come beside these.
#pragma once

#include "model/plan.h"

namespace iamirror::model {

// What the guards look at besides the item.
struct GuardContext {
    const PlanInput& input;
    const MirroredRole* target = nullptr;     // the role it changes or removes
    const MirroredRole* same_name = nullptr;  // of a creation: whoever has the name already, in any case
    const AccessControl* control = nullptr;   // nullptr where it is gone
    // Of the target, by the ledger: name -> fingerprint of the document as we last wrote it.
    std::map<std::string, std::string> our_inline_policies;
};

// Touching what has not our tag and our ledger row with the same unique id, or parts that others added.
void guard_ownership(PlanItem& item, const GuardContext& context);
// Service-linked roles and those of Identity Center: never.
void guard_reserved(PlanItem& item, const GuardContext& context);
// Deleting or changing on the strength of a scope that was not completely read.
void guard_incomplete_source(PlanItem& item, const GuardContext& context);
// What the access control says must stay.
void guard_locks(PlanItem& item, const GuardContext& context);

}  // namespace iamirror::model
