#include "model/policy/compiled/findings.h"

#include <array>
#include <string_view>
#include <utility>

namespace iamirror::model::compiled {

FindingCodes codes_of(Findings findings) {
    constexpr std::array<std::pair<Finding, std::string_view>, 9> codes{
        {{unknown_action, "unknown_action"},
         {invalid_statement, "invalid_statement"},
         {short_arn, "short_arn"},
         {variable_without_value, "variable_without_value"},
         {not_principal, "not_principal"},
         {unknown_operator, "unknown_operator"},
         {unparsable_value, "unparsable_value"},
         {access_point_finding, "access_point_arn"},
         {condition_too_large, "condition_too_large"}}};
    FindingCodes out;
    for (const auto& [finding, code] : codes)
        if ((findings & finding) != 0) out.emplace(code);
    return out;
}

}  // namespace iamirror::model::compiled
