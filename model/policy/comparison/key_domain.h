// What values a context key can have.
#pragma once

#include <string>
#include <vector>

#include "model/policy/language_table.h"

namespace iamirror::model {

struct KeyDomain {
    bool may_be_absent = true;
    bool may_be_present = true;
    std::vector<std::string> values;     // only these; empty: any
    std::vector<std::string> shapes;     // globs, one of which every value matches; empty: any text
    std::vector<std::string> no_shapes;  // globs that no value matches
};

// All texts that the shapes let through.
LanguageId shape_of(const KeyDomain& domain, LanguageTable& table);

}  // namespace iamirror::model
