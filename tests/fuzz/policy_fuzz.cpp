// A policy that is taken keeps its value through its text, and its meaning through the canonical form.
#include "model/json.h"
#include "model/policy/format.h"
#include "model/policy/policy.h"
#include "model/policy/standard.h"
#include "tests/fuzz/require.h"

using namespace iamirror;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto policy = model::parse_policy(fuzz::text_of(data, size));
    if (!policy) return 0;
    const auto text = model::format_policy(*policy);
    const auto again = model::parse_policy(text);
    fuzz::require(again && *again == *policy, "a policy reads back from its text");
    fuzz::require(model::format_policy(*again) == text, "the text is stable");
    const auto canonical = model::canonical(*policy);
    fuzz::require(model::canonical(canonical) == canonical, "the canonical form is stable");
    fuzz::require(model::same_meaning(*policy, canonical), "the canonical form changes no meaning");
    fuzz::require(model::meaning_of(*policy) == model::meaning_of(canonical), "nor the digest's text");
    fuzz::require(model::read_json(model::standard_form(*policy)).value.has_value(), "policy_std is JSON");
    return 0;
}
