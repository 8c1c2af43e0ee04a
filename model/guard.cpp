#include "model/guard.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/naming.h"

namespace iamirror::model {
namespace {

void refuse(PlanItem& item, const std::string& guard, const std::string& reason) {
    item.refused_by.push_back({guard, reason});
}

bool has_our_tag(const Role& role, const PlanInput& input) {
    const auto tag = role.tags.find(owner_tag);
    return tag != role.tags.end() && tag->second == input.installation_id;
}

void guard_creation(PlanItem& item, const GuardContext& context) {
    if (!context.same_name) return;
    const Role& other = context.same_name->role;
    const bool has_tag = has_our_tag(other, context.input);
    refuse(item, "ownership",
           "role " + printable(other.name) + " exists already (" + printable(other.arn) + ") and is not ours: " +
               (has_tag ? "it has our tag, but the ledger does not know it" : "it has no tag of ours"));
}

// An inline policy has no tag: ours is what the ledger knows and what is as we last wrote it.
void guard_policy(PlanItem& item, const GuardContext& context, const std::string& policy) {
    const Role& role = context.target->role;
    const std::string subject = "inline policy " + printable(policy) + " of " + printable(role.name);
    const auto ours = context.our_inline_policies.find(policy);
    if (ours == context.our_inline_policies.end()) {
        refuse(item, "ownership", subject + " is not ours");
    } else if (ours->second != document_fingerprint(role.inline_policies.at(policy))) {
        refuse(item, "ownership",
               subject + " was changed by someone else since we wrote it; delete it there to have it back");
    }
}

// A role goes with all that is in it, so all of it must be ours.
void guard_parts(PlanItem& item, const GuardContext& context) {
    const Role& role = context.target->role;
    for (const auto& [policy, document] : role.inline_policies) guard_policy(item, context, policy);
    for (const std::string& arn : role.attached_policy_arns) {
        refuse(item, "ownership",
               "the attachment of " + printable(arn) + " to " + printable(role.name) + " is not ours");
    }
    for (const std::string& profile : context.target->instance_profiles) {
        refuse(item, "ownership",
               "instance profile " + printable(profile) + " holds " + printable(role.name) + " and is not ours");
    }
}

bool touches(const PlanItem& item, const std::string& attribute) {
    return std::any_of(item.changes.begin(), item.changes.end(),
                       [&](const Change& change) { return change.attribute == attribute; });
}

bool touches_policies(const PlanItem& item) {
    return std::any_of(item.changes.begin(), item.changes.end(),
                       [](const Change& change) { return change.attribute.compare(0, 16, "inline_policies.") == 0; });
}

// What is there under a name we would write or remove must be ours.
void guard_overwriting(PlanItem& item, const GuardContext& context) {
    for (const auto& [policy, document] : context.target->role.inline_policies) {
        if (touches(item, "inline_policies." + policy)) guard_policy(item, context, policy);
    }
}

}  // namespace

void guard_ownership(PlanItem& item, const GuardContext& context) {
    if (item.operation == Operation::create) return guard_creation(item, context);
    const Role& role = context.target->role;
    if (!has_our_tag(role, context.input)) {
        refuse(item, "ownership",
               "role " + printable(role.name) + " is in the ledger, but has no tag of ours (any more)");
    }
    if (item.operation == Operation::remove) {
        guard_parts(item, context);
    } else {
        guard_overwriting(item, context);
    }
}

void guard_reserved(PlanItem& item, const GuardContext& context) {
    const std::string path = context.target ? context.target->role.path : "/";
    if (is_reserved_role(item.name, path)) {
        refuse(item, "reserved", "role " + printable(item.name) + " is made and changed by AWS only");
    }
}

void guard_incomplete_source(PlanItem& item, const GuardContext& context) {
    if (item.operation == Operation::create) return;
    const auto rests_on = [&](const std::string& scope) {
        if (context.input.incomplete_scopes.count(scope)) {
            refuse(item, "incomplete source",
                   scope + " of account " + context.input.account_id + " was not completely read; import again");
        }
    };
    rests_on(role_type);
    if (touches(item, "description") || touches(item, "max_session_duration")) rests_on("aws_iam_role/ListRoles");
}

void guard_locks(PlanItem& item, const GuardContext& context) {
    if (!context.control || item.operation == Operation::create) return;
    const AccessControl& control = *context.control;
    const auto lock = [&](bool is_locked, bool is_touched, const std::string& word) {
        if (is_locked && is_touched) {
            refuse(item, "lock", word + " of access control " + printable(control.name) + " is locked");
        }
    };
    const bool is_update = item.operation == Operation::update;
    lock(control.lock_who, is_update && touches(item, "assume_role_policy"), "who");
    lock(control.lock_what, is_update && touches_policies(item), "what");
    lock(control.lock_delete, item.operation == Operation::remove, "delete");
}

}  // namespace iamirror::model
