#include "sync/row.h"

#include "model/base/digest.h"

namespace iamirror::sync {

std::string row_hash(const Row& row) {
    FieldDigest digest;
    digest.add(row.arn);
    digest.add(row.name);
    for (const auto& [name, value] : row.columns) {
        digest.add(name);
        if (value.is_null())
            digest.add_absent();
        else
            digest.add(value.dump());
    }
    return digest.finish();
}

}  // namespace iamirror::sync
