// The four settings that block public access, the same on an account, a bucket and an access point.
// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PublicAccessBlockConfiguration.html
#pragma once

#include <string>
#include <vector>

#include "sync/resource_type.h"

namespace iamirror::sync {

// `path` is that of the element that holds them, "" for the item itself. Without the setting all are false.
std::vector<Column> public_access_block_columns(const std::string& path);

}  // namespace iamirror::sync
