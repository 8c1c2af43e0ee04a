#include "sync/public_access_block.h"

namespace iamirror::sync {

std::vector<Column> public_access_block_columns(const std::string& path) {
    const auto setting = [&](const char* column, const std::string& name) {
        return Column{
            .name = column, .path = path.empty() ? name : path + "/" + name, .kind = Kind::boolean, .absent = false};
    };
    return {setting("block_public_acls", "BlockPublicAcls"), setting("block_public_policy", "BlockPublicPolicy"),
            setting("ignore_public_acls", "IgnorePublicAcls"),
            setting("restrict_public_buckets", "RestrictPublicBuckets")};
}

}  // namespace iamirror::sync
