// ops.journal and ops.ledger as an apply writes them: an intent committed before each call, its outcome after, and what
// the call made ours or gave up, in the same transaction as the outcome.
#pragma once

#include <optional>
#include <string>

#include "model/diff.h"
#include "sql/database.h"

namespace iamirror::sync {

// A call about to be made, or found begun by an apply that was cut off.
struct JournaledCall {
    std::string journal_id;  // "" before begin()
    std::string plan_id;
    int item_no = 0;
    int call_no = 0;
    std::string account_id;
    std::string access_control;
    model::Call call;
    std::optional<model::Role> before;    // the role as the call finds it
    std::optional<model::Role> expected;  // and as it must leave it
};

struct Outcome {
    std::string state;                // done, failed, unknown
    std::optional<model::Role> live;  // as read back; absent where nothing was, or could not be read
    sql::Value request_id;
    sql::Value error;
};

class Journal {
  public:
    Journal(sql::Database& database, long run_id) : database_(database), run_id_(run_id) {}

    // Commits the intent, and fills journal_id.
    void begin(JournaledCall& call);
    // Commits the outcome with the ledger rows that follow from it.
    void end(const JournaledCall& call, const Outcome& outcome);

  private:
    void keep_ledger(const JournaledCall& call, const model::Role& live);

    sql::Database& database_;
    long run_id_;
};

}  // namespace iamirror::sync
