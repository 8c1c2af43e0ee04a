// One writer at a time: a session advisory lock of PostgreSQL.
#pragma once

#include "model/base/result.h"
#include "sql/database.h"

namespace iamirror::sql {

// Takes the lock for the life of the connection; waits up to three seconds for a holder that has no run.
// ErrorKind::busy where another holds it: the message names the run, command, host and process. ErrorKind::database
// behind a transaction pooler, where such a lock would do nothing.
Status take_writer_lock(Database& database);
void release_writer_lock(Database& database);

}  // namespace iamirror::sql
