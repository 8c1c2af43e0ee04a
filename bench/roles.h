// Roles as an import would stage them, for the programs of this folder.
#pragma once

#include <string>
#include <vector>

#include "sql/staging.h"

namespace iamirror::bench {

// Twelve digits; the accounts that history_load.sql makes are those of 0, 1, 2, …
std::string account_id(int number);

// `count` roles of that account. Another `revision` is another path in each: a change of every role.
std::vector<sql::StagedObject> roles(const std::string& account_id, int count, const std::string& revision);

// The one document they refer to.
sql::StagedDocument trust_document();

// Stages them as the complete listing of an account, a thousand at a time.
void stage(sql::Staging& staging, const sql::ScopeKey& scope, const std::vector<sql::StagedObject>& objects);

}  // namespace iamirror::bench
