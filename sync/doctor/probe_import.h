// Which calls of an import AWS allows, found out by making each of them once: what listings show is asked for one item,
// what is asked object by object, about the first.
#pragma once

#include <string>

#include "aws/client.h"
#include "sync/doctor/check.h"
#include "sync/resource_type.h"

namespace iamirror::sync {

// One check for each permission, in the order of the types. Regional types are tried in the client's region.
// ErrorKind::interrupted where a signal came.
Result<Checks> probe_import(aws::Client& client, const std::vector<ResourceType>& types, const std::string& account_id);

}  // namespace iamirror::sync
