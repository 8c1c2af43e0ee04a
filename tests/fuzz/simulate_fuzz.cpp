// A line of simulate gets one line of JSON, the same each time, and words without control characters. What adds a Deny
// or a boundary allows nothing more, what is decided without a key holds with it absent, and the compiled evaluator
// says the same.
#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "model/json.h"
#include "model/policy/compiled/evaluator.h"
#include "model/simulate.h"
#include "sync/simulate_output.h"
#include "tests/fuzz/require.h"

using namespace iamirror;
using model::Decision, model::Verdict;

namespace {

bool is_of_answer(const nlohmann::json& answer, bool is_error) {
    if (is_error) return answer.size() == 2 && answer.contains("id") && answer.at("error").is_string();
    static constexpr const char* members[] = {"id", "decision", "denial", "by", "statements", "condition", "findings"};
    return answer.size() == 7 &&
           std::all_of(std::begin(members), std::end(members), [&](const char* name) { return answer.contains(name); });
}

void check_words(const model::Simulated& simulated) {
    std::ostringstream words;
    sync::print_decision(words, simulated);
    const std::string text = words.str();
    fuzz::require(std::none_of(text.begin(), text.end(),
                               [](char c) { return static_cast<unsigned char>(c) < 0x20 && c != '\n'; }),
                  "no control character reaches a terminal");
}

bool is_no_wider(const Decision& narrow, const Decision& wide) {
    const auto rank = [](Verdict verdict) {
        return verdict == Verdict::denied ? 0 : verdict == Verdict::allowed ? 2 : 1;
    };
    // Beyond its bounds a formula is not worked out any more, and every answer is "it depends".
    const bool is_known =
        narrow.findings.count("condition_too_large") + wide.findings.count("condition_too_large") == 0;
    return !is_known || rank(narrow.verdict) <= rank(wide.verdict);
}

void check_limits(const model::SimulationLine& line, const Decision& decision) {
    model::Layers denied = line.layers;
    const auto everything = model::parse_policy(R"({"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})");
    denied.identity.push_back({"deny", *everything});
    fuzz::require(is_no_wider(evaluate(line.request, denied), decision), "a Deny allows nothing more");
    model::Layers bounded = line.layers;
    if (!bounded.boundary) bounded.boundary.emplace();
    bounded.boundary->clear();
    if (line.layers.boundary && !line.layers.boundary->empty()) return;  // its Denies went too
    fuzz::require(is_no_wider(evaluate(line.request, bounded), decision), "an empty boundary allows nothing more");
}

void check_modes(const model::SimulationLine& line) {
    model::AccessRequest strict = line.request, open = line.request;
    strict.is_open = false;
    open.is_open = true;
    const Verdict possible = evaluate(open, line.layers).verdict, one = evaluate(strict, line.layers).verdict;
    fuzz::require(one != Verdict::allowed_if, "nothing is open in mode strict");
    fuzz::require(possible == Verdict::allowed_if || possible == one, "what no key changes, an absent one does not");
}

struct Compiled {
    model::compiled::Store store;
    model::compiled::Evaluator evaluator{store};
};

// In one store for many lines, as a program would; it forgets nothing, so that it is begun anew now and then.
void check_compiled(const model::SimulationLine& line, const Decision& direct) {
    constexpr int lines_of_a_store = 500;
    static std::unique_ptr<Compiled> compiled;
    static int lines = 0;
    if (lines++ % lines_of_a_store == 0) compiled = std::make_unique<Compiled>();
    const model::compiled::CompiledLayers layers = compile(compiled->store, line.layers);
    compiled->evaluator.decide(line.request, layers);
    fuzz::require(compiled->evaluator.explain(layers) == direct, "the compiled evaluator says the same");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    const model::SimulationAnswer answer = model::simulate(text);
    fuzz::require(answer.line.find('\n') == std::string::npos, "an answer is a line");
    const auto json = nlohmann::json::parse(answer.line, nullptr, false);
    fuzz::require(json.is_object() && is_of_answer(json, answer.is_error), "an answer has its members");
    fuzz::require(model::simulate(text).line == answer.line, "the same line gets the same answer");
    const model::Simulated simulated = model::decide(text);
    check_words(simulated);
    if (!simulated.decision) return 0;
    check_limits(simulated.line, *simulated.decision);
    check_modes(simulated.line);
    check_compiled(simulated.line, *simulated.decision);
    return 0;
}
