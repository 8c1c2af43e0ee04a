// The compiled evaluator on lines of `simulate`, beside the direct one.
#pragma once

#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "model/policy/evaluate.h"
#include "model/simulate.h"

namespace iamirror::testing {

// Decides lines one after the other in one store, as a program would: what one line put into it must not change what
// the next one gets.
class CompiledLines {
  public:
    CompiledLines();
    ~CompiledLines();
    CompiledLines(const CompiledLines&) = delete;
    CompiledLines& operator=(const CompiledLines&) = delete;

    model::Decision decide(const model::SimulationLine& line);
    // {"decision", "denial", "by", "findings"}, as `simulate` writes them.
    nlohmann::json decide(const nlohmann::json& line);
    // "" where every field is as the direct evaluator has it, also after the request was prepared beforehand.
    std::string difference(const nlohmann::json& line);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace iamirror::testing
