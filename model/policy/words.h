// Decisions in words for people: conditions, layers, findings. The words are tables; no text of a policy is made safe
// for a terminal here.
#pragma once

#include <string>
#include <string_view>

#include "model/policy/evaluation/formula.h"

namespace iamirror::model {

// "aws:SourceIp is in 10.0.0.0/8", and of a test that must fail "aws:SourceIp is not in 10.0.0.0/8 (or absent)". In
// brackets stands whether it comes out like that without the key, where the words alone do not tell.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
std::string describe(const ConditionTest& test, bool holds);

// The tests of a product joined by "and"; "always" of one without any.
std::string describe(const Formulas::Product& product);

// A condition key as AWS's pages write it, "aws:SourceIp" for "aws:sourceip"; as it is where the catalogue has none.
std::string key_in_words(std::string_view key);

// A layer of Decision::by: what it is, and what it means that a denial names it as lacking. Both begin small.
struct LayerWords {
    std::string_view code, name, lacks;
};
// `name` is the code itself where there is no such layer.
LayerWords layer_in_words(std::string_view code);

// A sentence for a code of Decision::findings; the code itself where it is none of ours.
std::string_view finding_in_words(std::string_view code);

}  // namespace iamirror::model
