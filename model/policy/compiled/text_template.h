// A text of a policy with its variables (${aws:username}) found, to be filled in for one request after the other.
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/policy/compiled/keys.h"

namespace iamirror::model::compiled {

struct TemplatePiece {
    std::u32string tokens;   // as Glob has them: what is fixed, or a variable's fallback
    KeyNumber key = no_key;  // no_key: fixed
    bool has_fallback = false;
};
using TextTemplate = std::vector<TemplatePiece>;

bool holds_variable(std::string_view text);  // "${"
TextTemplate read_template(std::string_view text, bool has_wildcards, Keys& keys);
// A resource as a pattern for ARNs: variables count behind the fifth colon only.
TextTemplate read_arn_template(std::string_view text, Keys& keys);

enum class Filling { done, no_value, unknown };

// Puts the tokens into `out`, whose memory is used again. A value put in stands for itself. A variable without a value
// outweighs one that only the request knows.
Filling fill_in(const TextTemplate& text, const KeySource& source, std::u32string& out);

}  // namespace iamirror::model::compiled
