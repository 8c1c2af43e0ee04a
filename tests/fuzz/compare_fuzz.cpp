// Two policies, one a line. What the one is said to allow beyond the other the evaluator confirms; a policy equals
// itself; the order of the two changes no answer; and what a Deny of everything is added to allows nothing more.
#include <algorithm>
#include <string_view>

#include "model/policy/compare.h"
#include "tests/fuzz/require.h"

using namespace iamirror::model;
namespace fuzz = iamirror::fuzz;

namespace {

constexpr ComparisonLimits limits{.steps = 300, .languages = {.states = 300}};

void check_surplus(const Surplus& surplus, const Layers& allowing, const Layers& refusing, ComparisonType type) {
    fuzz::require((surplus.answer == Answer::yes) == surplus.witness.has_value(), "a yes has a request, and only it");
    fuzz::require(!surplus.why.empty(), "each answer has its reason");
    if (!surplus.witness) return;
    const AccessRequest& witness = *surplus.witness;
    const Decision allowed = evaluate(witness, layers_for_witness(allowing, type, witness));
    const Decision refused = evaluate(witness, layers_for_witness(refusing, type, witness));
    fuzz::require(allowed.verdict == Verdict::allowed, "the request is allowed by the one");
    fuzz::require(refused.verdict == Verdict::denied, "and denied by the other");
}

// Beyond the limits an answer is unknown, which may hang on the order of what is tried.
bool may_both_be(Answer a, Answer b) {
    return a == b || a == Answer::unknown || b == Answer::unknown;
}

void check(const Policy& a, const Policy& b, ComparisonType type) {
    const Layers in_a = layers_of(a, type), in_b = layers_of(b, type);
    const PolicyComparison found = compare_policies(in_a, in_b, type, limits);
    check_surplus(found.a_allows_more, in_a, in_b, type);
    check_surplus(found.b_allows_more, in_b, in_a, type);
    const PolicyComparison turned = compare_policies(in_b, in_a, type, limits);
    fuzz::require(may_both_be(found.a_allows_more.answer, turned.b_allows_more.answer), "the order changes nothing");
    const PolicyRelation same = compare_policies(in_a, in_a, type, limits).relation;
    fuzz::require(same == PolicyRelation::equal || same == PolicyRelation::unknown, "a policy equals itself");
    if (type != ComparisonType::identity) return;
    Layers denied = in_a;
    const auto everything = parse_policy(R"({"Statement":{"Effect":"Deny","Action":"*","Resource":"*"}})");
    denied.identity.push_back({"deny", *everything});
    fuzz::require(compare_policies(denied, in_b, type, limits).a_allows_more.answer != Answer::yes,
                  "what denies everything allows nothing");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto text = fuzz::text_of(data, size);
    const auto end = std::min(text.find('\n'), text.size());
    const auto a = parse_policy(text.substr(0, end)), b = parse_policy(text.substr(std::min(end + 1, text.size())));
    if (!a || !b) return 0;
    const auto type = type_of(*a);
    if (type) check(*a, *b, *type);
    return 0;
}
