// Two ways to reckon with "when": where every key is known each answer is yes or no, and one bit does.
#pragma once

#include "model/policy/evaluation/formula.h"

namespace iamirror::model::compiled {

// What Formulas can do, of `always` and `never` alone.
class Booleans {
  public:
    static Formula both(Formula a, Formula b) { return a & b; }
    static Formula either(Formula a, Formula b) { return a | b; }
    static Formula negation(Formula a) { return a ^ 1U; }
    static bool is_too_large() { return false; }
};

// Where all is known nothing is left to test.
inline Formula test(Booleans&, const ConditionTest&) {
    return never;
}
inline Formula test(Formulas& formulas, const ConditionTest& test) {
    return formulas.test(test);
}

}  // namespace iamirror::model::compiled
