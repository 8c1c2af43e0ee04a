#include "model/policy/comparison/key_domain.h"

namespace iamirror::model {

LanguageId shape_of(const KeyDomain& domain, LanguageTable& table) {
    std::vector<LanguageId> parts;
    for (const std::string& shape : domain.shapes) parts.push_back(table.of(shape));
    LanguageId out = parts.empty() ? table.of("?*") : table.union_of(parts);
    for (const std::string& other : domain.no_shapes) out = table.difference(out, table.of(other));
    return out;
}

}  // namespace iamirror::model
