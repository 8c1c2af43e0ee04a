#include <nlohmann/json.hpp>

#include "model/base/digest.h"
#include "model/plan.h"

namespace iamirror::model {
namespace {

using nlohmann::json;

json to_json(const std::vector<Effect>& effects) {
    json out = json::array();
    for (const Effect& effect : effects) {
        json one = {{"who", effect.who}, {"permission", effect.permission}, {"what", effect.what}};
        if (!effect.condition.empty()) one["condition"] = json::parse(effect.condition);
        out.push_back(std::move(one));
    }
    return out;
}

json text_or_null(const std::string& text) {
    return text.empty() ? json() : json(text);
}

}  // namespace

std::string_view name(Operation operation) {
    switch (operation) {
        case Operation::create:
            return "create";
        case Operation::update:
            return "update";
        case Operation::remove:
            return "delete";
    }
    return "";
}

PlanSummary summary_of(const Plan& plan) {
    PlanSummary out;
    for (const PlanItem& item : plan.items) {
        if (!item.refused_by.empty()) {
            ++out.refused;
            continue;
        }
        switch (item.operation) {
            case Operation::create:
                ++out.create;
                break;
            case Operation::update:
                ++out.update;
                break;
            case Operation::remove:
                ++out.remove;
                break;
        }
    }
    return out;
}

json stored_item(const Plan& plan, const PlanItem& item, int number) {
    json calls = json::array(), refused_by = json::array();
    for (const Call& call : item.calls) calls.push_back(call.action);
    for (const Refusal& refusal : item.refused_by) refused_by.push_back(format(refusal));
    return {
        {"item_no", number},
        {"operation", name(item.operation)},
        {"object_type", role_type},
        {"account_id", plan.account_id},
        {"region", "global"},
        {"name", item.name},
        {"arn", item.before ? text_or_null(item.before->arn) : json()},
        {"unique_id", item.before ? text_or_null(item.before->unique_id) : json()},
        {"before", item.before ? model::to_json(*item.before) : json()},
        {"after", item.after ? model::to_json(*item.after) : json()},
        {"fingerprint", item.before ? json(fingerprint(*item.before)) : json()},
        {"calls", std::move(calls)},
        {"access_controls", item.access_controls},
        {"risk", item.risk},
        {"gains", to_json(item.effects.gains)},
        {"loses", to_json(item.effects.loses)},
        {"refused_by", std::move(refused_by)},
    };
}

std::string plan_sha256(const std::vector<json>& stored_items) {
    return sha256_hex(json(stored_items).dump());
}

}  // namespace iamirror::model
