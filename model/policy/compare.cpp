#include "model/policy/compare.h"

#include "model/policy/comparison/direction.h"
#include "model/policy/comparison/reasons.h"

namespace iamirror::model {
namespace {

PolicyRelation relation_of(Answer a_more, Answer b_more) {
    if (a_more == Answer::unknown || b_more == Answer::unknown) return PolicyRelation::unknown;
    if (a_more == Answer::yes) return b_more == Answer::yes ? PolicyRelation::neither : PolicyRelation::wider;
    return b_more == Answer::yes ? PolicyRelation::narrower : PolicyRelation::equal;
}

// With why it is a yes or a no; of an unknown the search has said it.
Surplus in_words(Surplus surplus, ComparisonType type, const std::string& allowing, const std::string& refusing) {
    if (surplus.witness) surplus.why = reason_of(surplus, type, allowing, refusing);
    if (surplus.answer == Answer::no) surplus.why = refusing + " allows all that " + allowing + " allows";
    return surplus;
}

}  // namespace

PolicyComparison compare_policies(const Layers& a, const Layers& b, ComparisonType type,
                                  const ComparisonLimits& limits) {
    const Layers full_a = layers_for_witness(a, type, {}), full_b = layers_for_witness(b, type, {});
    LanguageTable table(limits.languages);
    PolicyComparison out;
    out.a_allows_more = in_words(Direction(full_a, full_b, type, limits, table).run(), type, "A", "B");
    out.b_allows_more = in_words(Direction(full_b, full_a, type, limits, table).run(), type, "B", "A");
    out.relation = relation_of(out.a_allows_more.answer, out.b_allows_more.answer);
    return out;
}

std::string_view name(PolicyRelation relation) {
    switch (relation) {
        case PolicyRelation::equal:
            return "equal";
        case PolicyRelation::wider:
            return "wider";
        case PolicyRelation::narrower:
            return "narrower";
        case PolicyRelation::neither:
            return "neither";
        case PolicyRelation::unknown:
            break;
    }
    return "unknown";
}

}  // namespace iamirror::model
