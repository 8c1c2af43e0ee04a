#include "sync/plan_output.h"

#include "model/base/text.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

// A value over several lines, safe for a terminal.
std::string indented(const std::string& json_text, const std::string& indent) {
    const std::string text = json::parse(json_text).dump(2, ' ', false, json::error_handler_t::replace);
    std::string out;
    for (const auto line : split(text, '\n')) out += (out.empty() ? "" : "\n" + indent) + printable(line);
    return out;
}

char sign_of(model::Operation operation) {
    switch (operation) {
        case model::Operation::create:
            return '+';
        case model::Operation::update:
            return '~';
        case model::Operation::remove:
            return '-';
    }
    return ' ';
}

std::string phrase_of(model::Operation operation) {
    switch (operation) {
        case model::Operation::create:
            return "will be made";
        case model::Operation::update:
            return "will be changed";
        case model::Operation::remove:
            return "will be deleted";
    }
    return "";
}

void print_change(std::ostream& out, const model::Change& change) {
    const std::string indent(8, ' ');
    const bool is_new = change.old_value == "null", is_gone = change.new_value == "null";
    out << "      " << (is_new ? '+' : is_gone ? '-' : '~') << ' ' << printable(change.attribute) << " = ";
    if (!is_new) out << indented(change.old_value, indent);
    if (!is_new && !is_gone) out << "\n        -> ";
    if (!is_gone) out << indented(change.new_value, indent);
    out << "\n";
}

void print_effects(std::ostream& out, const char* word, const std::vector<model::Effect>& effects) {
    for (const auto& effect : effects) {
        out << "      " << word << ": " << printable(effect.who) << " " << printable(effect.permission) << " "
            << printable(effect.what);
        if (!effect.condition.empty()) out << " if " << printable(effect.condition);
        out << "\n";
    }
}

void print_item(std::ostream& out, const model::PlanItem& item) {
    const bool is_refused = !item.refused_by.empty();
    out << "\n  # role " << printable(item.name) << " "
        << (is_refused ? "is refused: " + std::string(name(item.operation)) : phrase_of(item.operation))
        << " (access control " << printable(join(item.access_controls, ", ")) << ")\n";
    out << "  " << sign_of(item.operation) << " aws_iam_role \"" << printable(item.name) << "\"\n";
    for (const auto& refusal : item.refused_by) out << "      refused by " << printable(format(refusal)) << "\n";
    for (const auto& change : item.changes) print_change(out, change);
    print_effects(out, "gains", item.effects.gains);
    print_effects(out, "loses", item.effects.loses);
    for (const auto& risk : item.risk) out << "      risk: " << printable(risk) << "\n";
    if (is_refused) return;
    std::vector<std::string> actions;
    for (const auto& call : item.calls) actions.push_back(call.action);
    out << "      calls: " << join(actions, ", ") << "\n";
}

void print_drift(std::ostream& out, const model::Plan& plan) {
    for (const auto& drift : plan.drift)
        if (drift.is_drifted())
            out << "Drifted: access control " << printable(drift.access_control) << ": " << drift.how << ".\n";
}

void print_text(std::ostream& out, const model::Plan& plan, const StoredPlan& stored) {
    const auto summary = summary_of(plan);
    print_drift(out, plan);
    if (plan.items.empty()) {
        out << "Account " << plan.account_id << " is as the access controls say. Nothing to do (plan " << stored.plan_id
            << ").\n";
        return;
    }
    out << "Plan " << stored.plan_id << " for account " << plan.account_id << ":\n";
    for (const auto& item : plan.items) print_item(out, item);
    out << "\nPlan: " << summary.create << " to make, " << summary.update << " to change, " << summary.remove
        << " to delete";
    if (summary.refused > 0) out << ", " << summary.refused << " refused";
    out << ".\n";
}

json drifted_json(const model::Plan& plan) {
    json drifted = json::array();
    for (const auto& drift : plan.drift)
        if (drift.is_drifted()) drifted.push_back({{"access_control", drift.access_control}, {"how", drift.how}});
    return drifted;
}

json changes_json(const model::PlanItem& item) {
    json changes = json::array();
    for (const auto& change : item.changes)
        changes.push_back({{"attribute", change.attribute},
                           {"old", json::parse(change.old_value)},
                           {"new", json::parse(change.new_value)}});
    return changes;
}

}  // namespace

json plan_json(const model::Plan& plan, const StoredPlan& stored) {
    json items = json::array();
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        json item;
        for (const char* key : {"item_no", "operation", "object_type", "name", "arn", "access_controls", "calls",
                                "risk", "gains", "loses", "refused_by"})
            item[key] = stored.items[i].at(key);
        item["changes"] = changes_json(plan.items[i]);
        items.push_back(std::move(item));
    }
    const auto summary = summary_of(plan);
    return {{"plan_id", stored.plan_id},
            {"sha256", stored.sha256},
            {"account_id", plan.account_id},
            {"summary", {{"create", summary.create}, {"update", summary.update}, {"delete", summary.remove}}},
            {"drifted", drifted_json(plan)},
            {"items", std::move(items)}};
}

namespace {

// One line a change; an item without any (a refused one) has one line.
void print_csv(std::ostream& out, const model::Plan& plan) {
    Table table{
        {"item_no", "operation", "object_type", "name", "access_controls", "attribute", "old", "new", "refused_by"},
        {}};
    for (std::size_t i = 0; i < plan.items.size(); ++i) {
        const auto& item = plan.items[i];
        std::vector<std::string> refusals;
        for (const auto& refusal : item.refused_by) refusals.push_back(format(refusal));
        auto changes = item.changes;
        if (changes.empty()) changes.push_back({"", "", ""});
        for (const auto& change : changes)
            table.rows.push_back({std::to_string(i + 1), std::string(name(item.operation)), model::role_type, item.name,
                                  join(item.access_controls, " "), change.attribute, change.old_value, change.new_value,
                                  join(refusals, "; ")});
    }
    print(out, table, OutputFormat::csv);
}

}  // namespace

void print_plan(std::ostream& out, const model::Plan& plan, const StoredPlan& stored, OutputFormat format) {
    switch (format) {
        case OutputFormat::table:
            return print_text(out, plan, stored);
        case OutputFormat::csv:
            return print_csv(out, plan);
        case OutputFormat::json:
            return print(out, plan_json(plan, stored));
    }
}

}  // namespace iamirror::sync
