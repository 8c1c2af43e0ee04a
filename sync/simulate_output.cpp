#include "sync/simulate_output.h"

#include <algorithm>

#include "model/base/text.h"
#include "model/policy/words.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using model::Decision, model::Denial, model::Verdict;

std::string id_in_words(const model::Json& id) {
    if (id.is(model::Json::Kind::null)) return "(no id)";
    return id.is(model::Json::Kind::string) ? id.text : write_json(id);
}

std::string verdict_in_words(const Decision& decision) {
    switch (decision.verdict) {
        case Verdict::allowed:
            return "allowed";
        case Verdict::allowed_if:
            return "allowed under a condition";
        case Verdict::denied:
            break;
    }
    return decision.denial == Denial::explicit_deny ? "denied, by a Deny" : "denied, for want of an Allow";
}

void say(std::ostream& out, const std::string& text) {
    print_wrapped(out, text, 2, 4);
}

std::string sentence(std::string_view words) {
    std::string out{words};
    if (!out.empty() && out.front() >= 'a' && out.front() <= 'z') out.front() -= 'a' - 'A';
    return out + ".";
}

void print_request(std::ostream& out, const model::AccessRequest& request) {
    say(out, "who: " + request.principal.name);
    say(out, "what: " + request.action);
    const std::string& account = request.resource.account;
    say(out, "on: " + request.resource.arn + (account.empty() ? "" : " of account " + account));
    for (const auto& [key, values] : request.context)
        say(out, "with: " + model::key_in_words(key) + " = " + (values.empty() ? "(no value)" : join(values, ", ")));
}

// The policy has no name where there is one only.
std::string in_words(const model::DecidingStatement& statement) {
    std::string out = "statement " + std::to_string(statement.index);
    if (!statement.sid.empty()) out += " (" + statement.sid + ")";
    return statement.policy.empty() ? out : out + " of " + statement.policy;
}

void print_layer(std::ostream& out, const Decision& decision, std::string_view effect, const std::string& layer,
                 bool is_root) {
    std::vector<std::string> statements;
    for (const auto& statement : decision.statements)
        if (statement.layer == layer) statements.push_back(in_words(statement));
    if (statements.empty() && layer == "identity" && is_root)
        return say(out, "Allowed to the account's root user, who needs no policy.");
    const std::string by = std::string{effect} + " by " + std::string{model::layer_in_words(layer).name};
    if (statements.size() < 2) return say(out, by + (statements.empty() ? "." : ": " + statements.front() + "."));
    say(out, by + ":");
    for (const auto& statement : statements) print_wrapped(out, statement, 4, 6);
}

void print_reasons(std::ostream& out, const Decision& decision, bool is_root) {
    const bool is_implicit = decision.denial == Denial::implicit;
    const bool has_layers = !decision.by.empty();
    if (is_implicit && !has_layers) return say(out, "Nothing allows it.");
    if (is_implicit && decision.statements.empty()) {
        for (const auto& layer : decision.by) say(out, sentence(model::layer_in_words(layer).lacks));
        return;
    }
    if (is_implicit) say(out, "Whenever something allows it, something denies it.");
    const auto* effect = decision.verdict == Verdict::denied ? "Denied" : "Allowed";
    for (const auto& layer : decision.by) print_layer(out, decision, effect, layer, is_root);
}

void print_condition(std::ostream& out, const Decision& decision) {
    if (decision.verdict != Verdict::allowed_if || !decision.condition) return;
    const auto* begin = "if ";
    for (const auto& tests : *decision.condition) {
        say(out, begin + model::describe(tests));
        begin = "or if ";
    }
}

}  // namespace

void print_decision(std::ostream& out, const model::Simulated& simulated) {
    const std::string id = id_in_words(simulated.id) + ": ";
    if (!simulated.decision) {
        print_wrapped(out, id + "error: " + simulated.error, 0, 4);
    } else {
        const model::AccessRequest& request = simulated.line.request;
        const bool is_root = request.principal.kind == model::RequestPrincipal::Kind::root;
        print_wrapped(out, id + verdict_in_words(*simulated.decision), 0, 4);
        print_request(out, request);
        print_reasons(out, *simulated.decision, is_root);
        print_condition(out, *simulated.decision);
        for (const auto& code : simulated.decision->findings)
            say(out, "Note: " + std::string{model::finding_in_words(code)});
    }
    out << "\n";
}

}  // namespace iamirror::sync
