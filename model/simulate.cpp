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

SimulationAnswer refusal(const Json& id, const std::string& message) {
    return {write_json(Json::of_object({{"id", id}, {"error", text(message)}})), true};
}

}  // namespace

SimulationAnswer simulate(std::string_view line) {
    const JsonReading reading = read_json(line);
    if (!reading.value) return refusal({}, "the line is not JSON");
    const Json* given = reading.value->is(Json::Kind::object) ? reading.value->find("id") : nullptr;
    const Json id = given == nullptr ? Json() : *given;
    if (!reading.faults.empty()) {
        const std::string where = printable(reading.faults.front().where.substr(0, 200));
        return refusal({}, (where.empty() ? "the line" : where) + " holds what no JSON reader agrees on");
    }
    const Result<SimulationLine> read = read_simulation(*reading.value);
    if (!read) return refusal(id, read.error().message);
    return {write(id, evaluate(read->request, read->layers)), false};
}

}  // namespace iamirror::model
