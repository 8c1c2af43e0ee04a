// A document that the command line names.
#pragma once

#include <string>

#include "model/base/result.h"

namespace iamirror::sync {

// More than any document of AWS: IAM's longest are 10,240 characters, a whole account's a few million.
inline constexpr std::size_t max_document_octets = 64 * 1024 * 1024;

// The whole file; "-" is stdin. ErrorKind::usage where it cannot be read or is longer.
Result<std::string> read_document(const std::string& path);

}  // namespace iamirror::sync
