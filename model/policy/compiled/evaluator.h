// The decision that evaluate.h gives, made for speed: a second implementation of the same rules, over compiled
// policies. It must agree with the first in every field.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/policy/compiled/layer_results.h"
#include "model/policy/compiled/layers.h"
#include "model/policy/compiled/request.h"
#include "model/policy/evaluate.h"

namespace iamirror::model::compiled {

// A Decision in numbers.
struct CompiledDecision {
    Verdict verdict = Verdict::denied;
    Denial denial = Denial::none;
    LayerBits by = 0;
    Findings findings = 0;
    Formula condition = always;  // of allowed_if, in the evaluator's formulas
    std::vector<DecidingNumber> statements;
};

// Holds memory to work with, so that a decision takes none in mode strict. Each thread has its own; they may share the
// store, while nothing is put into it.
class Evaluator {
  public:
    explicit Evaluator(const Store& store);
    ~Evaluator();
    Evaluator(const Evaluator&) = delete;
    Evaluator& operator=(const Evaluator&) = delete;

    // REQUIRES: the layers are of this store. What is given back is good until the next call. A request prepared before
    // the store learnt of further keys is prepared again.
    const CompiledDecision& decide(const PreparedRequest& request, const CompiledLayers& layers);
    const CompiledDecision& decide(const AccessRequest& request, const CompiledLayers& layers);

    // The last decision in full, which is what evaluate(request, layers) says.
    Decision explain(const CompiledLayers& layers) const;

  private:
    template <typename Algebra>
    void run(const PreparedRequest& request, const CompiledLayers& layers, Algebra& algebra);

    const Store& store_;
    PreparedRequest prepared_;
    Scratch scratch_;
    LayerResults results_;
    std::optional<Formulas> formulas_;  // of the last decision in mode open
    std::string access_point_arn_;
    CompiledDecision decision_;
};

}  // namespace iamirror::model::compiled
