#include "model/plan.h"

#include <algorithm>
#include <utility>

#include "model/arn.h"
#include "model/base/text.h"
#include "model/guard.h"
#include "model/internal/plan_order.h"
#include "model/naming.h"
#include "model/policy/format.h"

namespace iamirror::model {
namespace {

bool is_planned(const AccessControl& control) {
    return control.state == "approved" || control.state == "applied" || control.state == "drifted";
}

// The input with the ways through it that planning needs.
class Planner {
  public:
    explicit Planner(const PlanInput& input) : input_(input) {
        for (const MirroredRole& mirrored : input.roles) {
            by_id_[mirrored.role.unique_id] = &mirrored;
            by_name_[to_lower_ascii(mirrored.role.name)] = &mirrored;
        }
        for (const AccessControl& control : input.controls) {
            if (control.type == "role") controls_[control.name] = &control;
        }
        for (const LedgerRow& row : input.ledger) add(row);
        fill_directory();
    }

    Plan plan() {
        Plan out{input_.account_id, {}, drift_of(input_)};
        for (const auto& [name, control] : controls_) {
            if (is_planned(*control)) add_wanted(*control, out.items);
        }
        for (const auto& [control_name, target] : ours_) {
            const auto found = controls_.find(control_name);
            const AccessControl* control = found == controls_.end() ? nullptr : found->second;
            if (!control || control->state == "retired") add_deletion(*target, control, control_name, out.items);
        }
        order(out.items, input_.account_id);
        return out;
    }

  private:
    void add(const LedgerRow& row) {
        if (row.object_type == inline_policy_type) {
            const std::size_t slash = row.unique_id.find('/');
            if (slash == std::string::npos) return;
            inline_policies_[row.unique_id.substr(0, slash)][row.unique_id.substr(slash + 1)] = row.fingerprint;
        } else if (row.object_type == role_type) {
            const auto role = by_id_.find(row.unique_id);
            if (role == by_id_.end()) {
                lost_.insert(row.access_control);
            } else {
                ours_.emplace(row.access_control, role->second);
            }
        }
    }

    const MirroredRole* role_of(const AccessControl& control) const {
        const auto found = ours_.find(control.name);
        return found == ours_.end() ? nullptr : found->second;
    }

    // Names that rows may use: what is there, and what this plan makes.
    void fill_directory() {
        directory_ = {input_.account_id, input_.partition, input_.users, {}};
        for (const auto& [name, control] : controls_) {
            if (!is_planned(*control) || role_of(*control)) continue;
            const std::string role = role_name(name);
            directory_.roles[to_lower_ascii(role)] =
                format(IamObject{input_.partition, input_.account_id, "role", "/", role});
        }
        for (const auto& [name, mirrored] : by_name_) directory_.roles[name] = mirrored->role.arn;
    }

    void add_wanted(const AccessControl& control, std::vector<PlanItem>& items) {
        const MirroredRole* target = role_of(control);
        const RoleContext context{directory_, input_.permissions, input_.limits, input_.now, input_.installation_id};
        RoleTranslation wanted = translate_role(control, context);
        PlanItem item;
        item.operation = target ? Operation::update : Operation::create;
        item.name = target ? target->role.name : wanted.role.name;
        item.access_controls = {control.name};
        item.refused_by = std::move(wanted.refusals);
        refuse_unfit(control, item);
        if (target) item.before = target->role;
        if (item.refused_by.empty()) item.after = after(wanted.role, target);
        if (item.refused_by.empty() && changes_of(item.before, item.after).empty()) return;
        finish(item, target, &control);
        add_risk(item, target, control);
        items.push_back(std::move(item));
    }

    void refuse_unfit(const AccessControl& control, PlanItem& item) {
        if (!control.is_complete) {
            item.refused_by.push_back({"incomplete control", printable(control.name) + " says less than AWS has: " +
                                                                 printable(control.incomplete_reason)});
        }
        if (item.operation == Operation::create && control.who.empty()) {
            item.refused_by.push_back({"who", "nobody is named: a role needs one who may assume it"});
        }
        const auto [first, is_first] = taken_.emplace(to_lower_ascii(item.name), control.name);
        if (!is_first) {
            item.refused_by.push_back({"name", "access control " + printable(first->second) + " has the name " +
                                                   printable(item.name) + " already"});
        }
    }

    // The role as it will be: what is not ours in it stays as it is.
    Role after(const DesiredRole& wanted, const MirroredRole* target) const {
        Role out;
        if (target) out = target->role;
        if (!target) {
            out.name = wanted.name;
            out.path = wanted.path;
            out.max_session_seconds = wanted.max_session_seconds;
            out.tags = wanted.tags;
        }
        out.description = wanted.description;
        out.trust = format_policy(wanted.trust);
        for (const auto& [name, fingerprint] : policies_of(target)) out.inline_policies.erase(name);
        for (const auto& [name, policy] : wanted.inline_policies) out.inline_policies[name] = format_policy(policy);
        return out;
    }

    // Those that the ledger knows: name -> fingerprint.
    std::map<std::string, std::string> policies_of(const MirroredRole* target) const {
        if (!target) return {};
        const auto found = inline_policies_.find(target->role.unique_id);
        return found == inline_policies_.end() ? std::map<std::string, std::string>{} : found->second;
    }

    void add_deletion(const MirroredRole& target, const AccessControl* control, const std::string& control_name,
                      std::vector<PlanItem>& items) {
        PlanItem item;
        item.operation = Operation::remove;
        item.name = target.role.name;
        item.before = target.role;
        item.access_controls = {control_name};
        item.risk.push_back("the role is deleted");
        finish(item, &target, control);
        items.push_back(std::move(item));
    }

    // Changes, calls, effects and guards: the same for every operation.
    void finish(PlanItem& item, const MirroredRole* target, const AccessControl* control) {
        const bool is_known = item.after || item.operation == Operation::remove;
        if (is_known) {
            item.changes = changes_of(item.before, item.after);
            item.calls = calls_of(item.before, item.after);
            item.effects = effects_of(item.before, item.after, input_.permissions, input_.now);
        }
        const auto same_name = by_name_.find(to_lower_ascii(item.name));
        const GuardContext context{input_, target, same_name == by_name_.end() ? nullptr : same_name->second, control,
                                   policies_of(target)};
        guard_ownership(item, context);
        guard_reserved(item, context);
        guard_incomplete_source(item, context);
        guard_locks(item, context);
        if (!item.effects.loses.empty()) item.risk.push_back("someone loses access");
    }

    void add_risk(PlanItem& item, const MirroredRole* target, const AccessControl& control) const {
        if (!target && lost_.count(control.name)) item.risk.push_back("the role was deleted outside; it is made again");
        if (!target) return;
        for (const auto& [policy, document] : target->role.inline_policies) {
            if (!policies_of(target).count(policy)) {
                item.risk.push_back("inline policy " + printable(policy) + " is not ours and stays");
            }
        }
        for (const std::string& arn : target->role.attached_policy_arns) {
            item.risk.push_back("attached policy " + printable(arn) + " is not ours and stays");
        }
    }

    const PlanInput& input_;
    std::map<std::string, const MirroredRole*> by_id_;
    std::map<std::string, const MirroredRole*> by_name_;  // lower case
    std::map<std::string, const AccessControl*> controls_;
    std::multimap<std::string, const MirroredRole*> ours_;  // access control, its living role
    // Unique id of a role -> its policies that the ledger knows, name -> fingerprint.
    std::map<std::string, std::map<std::string, std::string>> inline_policies_;
    std::set<std::string> lost_;                // access controls whose role is gone from AWS
    std::map<std::string, std::string> taken_;  // lower-case role name -> access control
    Directory directory_;
};

}  // namespace

Plan make_plan(const PlanInput& input) {
    return Planner(input).plan();
}

}  // namespace iamirror::model
