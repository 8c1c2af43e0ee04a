// What a reader of a decision should know, as bits; evaluate.h tells what each means.
#pragma once

#include <cstdint>

#include "model/policy/evaluation/condition.h"

namespace iamirror::model::compiled {

enum Finding : std::uint16_t {
    unknown_action = 1,
    invalid_statement = 2,
    short_arn = 4,
    variable_without_value = 8,
    not_principal = 16,
    unknown_operator = 32,
    unparsable_value = 64,
    access_point_finding = 128,
    condition_too_large = 256,
};
using Findings = std::uint16_t;

FindingCodes codes_of(Findings findings);

}  // namespace iamirror::model::compiled
