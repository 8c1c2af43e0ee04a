#include "tests/support/compiled_lines.h"

#include <stdexcept>

#include "model/policy/compiled/evaluator.h"

namespace iamirror::testing {
namespace {

using nlohmann::json;
using namespace model;

const char* word(Verdict verdict) {
    return verdict == Verdict::allowed ? "allowed" : verdict == Verdict::denied ? "denied" : "allowed_if";
}

json word(Denial denial) {
    if (denial == Denial::none) return nullptr;
    return denial == Denial::implicit ? "implicit" : "explicit";
}

json written(const Decision& decision) {
    json statements = json::array();
    for (const DecidingStatement& one : decision.statements)
        statements.push_back({one.layer, one.policy, one.index, one.sid, one.effect});
    json condition;
    for (const Formulas::Product& product : decision.condition.value_or(std::vector<Formulas::Product>())) {
        json tests = json::array();
        for (const auto& [test, holds] : product) tests.push_back({test.test, test.key, test.values, holds});
        condition.push_back(std::move(tests));
    }
    return {{"decision", word(decision.verdict)},
            {"denial", word(decision.denial)},
            {"by", decision.by},
            {"statements", statements},
            {"condition", condition},
            {"has_condition", decision.condition.has_value()},
            {"findings", decision.findings}};
}

SimulationLine read(const json& line) {
    const JsonReading reading = read_json(line.dump());
    if (!reading.value) throw std::logic_error("no JSON: " + line.dump());
    const Result<SimulationLine> read = read_simulation(*reading.value);
    if (!read) throw std::logic_error(describe(read.error()) + ": " + line.dump());
    return *read;
}

}  // namespace

struct CompiledLines::State {
    compiled::Store store;
    compiled::Evaluator evaluator{store};
};

CompiledLines::CompiledLines() : state_(std::make_unique<State>()) {}
CompiledLines::~CompiledLines() = default;

Decision CompiledLines::decide(const SimulationLine& line) {
    const compiled::CompiledLayers layers = compile(state_->store, line.layers);
    state_->evaluator.decide(line.request, layers);
    return state_->evaluator.explain(layers);
}

json CompiledLines::decide(const json& line) {
    return written(decide(read(line)));
}

std::string CompiledLines::difference(const json& line) {
    const SimulationLine read_line = read(line);
    const json direct = written(evaluate(read_line.request, read_line.layers));
    const compiled::CompiledLayers layers = compile(state_->store, read_line.layers);
    const compiled::PreparedRequest prepared(state_->store, read_line.request);
    state_->evaluator.decide(prepared, layers);
    const json compiled = written(state_->evaluator.explain(layers));
    const json again = written(decide(read_line));
    if (compiled == direct && again == direct) return "";
    return line.dump() + "\ndirect   " + direct.dump() + "\ncompiled " + compiled.dump() + "\nagain    " + again.dump();
}

}  // namespace iamirror::testing
