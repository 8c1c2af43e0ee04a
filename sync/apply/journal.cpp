#include "sync/apply/journal.h"

#include <nlohmann/json.hpp>

#include "model/plan.h"
#include "sql/embedded.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

sql::Value role_json(const std::optional<model::Role>& role) {
    return role ? sql::Value{model::to_json(*role).dump()} : std::nullopt;
}

std::string parameter(const model::Call& call, const std::string& name) {
    for (const auto& [key, value] : call.parameters)
        if (key == name) return value;
    return "";
}

// The parameters; documents as the JSON they are.
std::string request_json(const model::Call& call) {
    json request = json::object();
    for (const auto& [key, value] : call.parameters) {
        const bool is_document = key.ends_with("PolicyDocument");
        request[key] = is_document ? json::parse(value) : json(value);
    }
    return request.dump();
}

sql::Value arn_of(const std::optional<model::Role>& role) {
    return role && !role->arn.empty() ? sql::Value{role->arn} : std::nullopt;
}

}  // namespace

void Journal::begin(JournaledCall& call) {
    const auto rows = database_.query(sql::query::insert_journal,
                                      {std::to_string(run_id_), call.plan_id, std::to_string(call.item_no),
                                       std::to_string(call.call_no), call.call.action, call.account_id, "global",
                                       arn_of(call.before), request_json(call.call), role_json(call.before)});
    call.journal_id = rows.text(0, "journal_id");
}

void Journal::end(const JournaledCall& call, const Outcome& outcome) {
    database_.transaction([&] {
        database_.query(sql::query::end_journal,
                        {call.journal_id, outcome.state, arn_of(outcome.live), outcome.request_id, outcome.error});
        if (outcome.state == "failed") return;
        if (call.call.action == "iam:DeleteRole" && call.before)
            database_.query(sql::query::remove_ledger, {call.account_id, model::role_type, call.before->unique_id});
        if (call.call.action == "iam:DeleteRolePolicy" && call.before)
            database_.query(sql::query::remove_ledger,
                            {call.account_id, model::inline_policy_type,
                             call.before->unique_id + "/" + parameter(call.call, "PolicyName")});
        if (outcome.live) keep_ledger(call, *outcome.live);
    });
}

void Journal::keep_ledger(const JournaledCall& call, const model::Role& live) {
    const auto keep = [&](const char* type, const std::string& unique_id, const std::string& fingerprint) {
        database_.query(sql::query::keep_ledger, {call.account_id, type, unique_id, live.arn, call.access_control,
                                                  fingerprint, call.journal_id});
    };
    keep(model::role_type, live.unique_id, model::fingerprint(live));
    if (call.call.action == "iam:CreateRole")
        database_.query(sql::query::replace_ledger, {call.account_id, call.access_control, live.unique_id});
    if (call.call.action != "iam:PutRolePolicy") return;
    const auto policy = live.inline_policies.find(parameter(call.call, "PolicyName"));
    if (policy == live.inline_policies.end()) return;
    keep(model::inline_policy_type, live.unique_id + "/" + policy->first, model::document_fingerprint(policy->second));
}

}  // namespace iamirror::sync
