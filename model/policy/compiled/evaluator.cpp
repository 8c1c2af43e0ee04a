#include "model/policy/compiled/evaluator.h"

#include "model/policy/compiled/decider.h"

namespace iamirror::model::compiled {

Evaluator::Evaluator(const Store& store) : store_(store) {}
Evaluator::~Evaluator() = default;

template <typename Algebra>
void Evaluator::run(const PreparedRequest& request, const CompiledLayers& layers, Algebra& algebra) {
    Decider<Algebra>(store_, request, layers, algebra, {scratch_, results_, access_point_arn_, decision_}).run();
}

const CompiledDecision& Evaluator::decide(const PreparedRequest& request, const CompiledLayers& layers) {
    if (request.keys().size() < store_.keys().size()) return decide(request.request(), layers);
    scratch_.begin(store_);
    results_.clear();
    formulas_.reset();
    if (request.request().is_open) {
        run(request, layers, formulas_.emplace());
    } else {
        Booleans booleans;
        run(request, layers, booleans);
    }
    return decision_;
}

const CompiledDecision& Evaluator::decide(const AccessRequest& request, const CompiledLayers& layers) {
    prepared_.assign(store_, request);
    return decide(prepared_, layers);
}

Decision Evaluator::explain(const CompiledLayers& layers) const {
    Decision out{.verdict = decision_.verdict, .denial = decision_.denial, .findings = codes_of(decision_.findings)};
    for (std::size_t i = 0; i < layer_count; ++i)
        if ((decision_.by >> i & 1U) != 0) out.by.emplace_back(name(static_cast<Layer>(i)));
    for (const DecidingNumber& number : decision_.statements) {
        const Attached& attached = layers.attached[number.attached];
        const PolicyEntry& entry = store_.policy(attached.policy).entries[number.index];
        std::string policy = store_.text(attached.name);
        if (attached.target != absent) policy = store_.text(attached.target) + "/" + policy;
        out.statements.push_back({std::string(name(number.layer)), std::move(policy), number.index,
                                  store_.text(entry.sid),
                                  store_.statement(entry.statement).is_denying ? "Deny" : "Allow"});
    }
    const bool is_readable = formulas_ && !formulas_->is_too_large();
    if (decision_.verdict != Verdict::allowed_if || !is_readable) return out;
    out.condition = formulas_->products(decision_.condition);
    if (!out.condition) out.findings.insert("condition_too_large");
    return out;
}

}  // namespace iamirror::model::compiled
