#include "model/simulate.h"

#include "model/base/text.h"

namespace iamirror::model {
namespace {

Json text(std::string_view value) {
    return Json::of_string(std::string(value));
}

Json truth(bool value) {
    Json out;
    out.kind = Json::Kind::boolean;
    out.text = value ? "true" : "false";
    return out;
}

template <typename Range>
Json texts(const Range& values) {
    Json out = Json::of_list({});
    for (const std::string& value : values) out.items.push_back(text(value));
    return out;
}

std::string_view word(Verdict verdict) {
    switch (verdict) {
        case Verdict::allowed:
            return "allowed";
        case Verdict::denied:
            return "denied";
        case Verdict::allowed_if:
            return "allowed_if";
    }
    return "";
}

Json word(Denial denial) {
    switch (denial) {
        case Denial::none:
            return {};
        case Denial::explicit_deny:
            return text("explicit");
        case Denial::implicit:
            return text("implicit");
    }
    return {};
}

Json statement(const DecidingStatement& deciding) {
    Json index;
    index.kind = Json::Kind::number;
    index.text = std::to_string(deciding.index);
    return Json::of_object({{"layer", text(deciding.layer)},
                            {"policy", text(deciding.policy)},
                            {"index", index},
                            {"sid", text(deciding.sid)},
                            {"effect", text(deciding.effect)}});
}

Json product(const Formulas::Product& tests) {
    Json out = Json::of_list({});
    for (const auto& [test, holds] : tests)
        out.items.push_back(Json::of_object({{"operator", text(test.test)},
                                             {"key", text(test.key)},
                                             {"values", texts(test.values)},
                                             {"holds", truth(holds)}}));
    return out;
}

Json condition(const Decision& decision) {
    if (!decision.condition) return {};
    Json out = Json::of_list({});
    for (const Formulas::Product& tests : *decision.condition) out.items.push_back(product(tests));
    return out;
}

std::string write(const Json& id, const Decision& decision) {
    Json statements = Json::of_list({});
    for (const DecidingStatement& deciding : decision.statements) statements.items.push_back(statement(deciding));
    return write_json(Json::of_object({{"id", id},
                                       {"decision", text(word(decision.verdict))},
                                       {"denial", word(decision.denial)},
                                       {"by", texts(decision.by)},
                                       {"statements", statements},
                                       {"condition", condition(decision)},
                                       {"findings", texts(decision.findings)}}));
}

// What is wrong with text that may or may not be JSON. A fault that leaves a value has a place in it.
std::string in_words(const JsonFault& fault) {
    const std::string where = fault.where.empty() ? "the line" : printable(fault.where.substr(0, 200));
    switch (fault.kind) {
        case JsonFault::Kind::not_utf8:
            return "the line is not UTF-8";
        case JsonFault::Kind::syntax:
            return "the line is not JSON at " + where;
        case JsonFault::Kind::too_deep:
            return "the line is nested deeper than " + std::to_string(max_json_depth) + " levels";
        case JsonFault::Kind::nul:
            return where + " holds the character U+0000";
        case JsonFault::Kind::lone_surrogate:
            return where + " holds half a surrogate pair";
        case JsonFault::Kind::number_out_of_range:
            return where + " is a number of too many digits";
        case JsonFault::Kind::duplicate_key:
            return where + " is written twice";
    }
    return where;
}

}  // namespace

Simulated decide(std::string_view line) {
    const JsonReading reading = read_json(line);
    Simulated out;
    if (!reading.faults.empty()) {
        out.error = in_words(reading.faults.back());
        return out;
    }
    const Json* id = reading.value->is(Json::Kind::object) ? reading.value->find("id") : nullptr;
    if (id != nullptr) out.id = *id;
    Result<SimulationLine> read = read_simulation(*reading.value);
    if (!read) {
        out.error = read.error().message;
        return out;
    }
    out.line = std::move(*read);
    out.decision = evaluate(out.line.request, out.line.layers);
    return out;
}

SimulationAnswer simulate(std::string_view line) {
    const Simulated decided = decide(line);
    if (decided.decision) return {write(decided.id, *decided.decision), false};
    return {write_json(Json::of_object({{"id", decided.id}, {"error", text(decided.error)}})), true};
}

}  // namespace iamirror::model
