// Several statements that see one state: a read-only transaction of repeatable read, on a connection of its own.
// https://www.postgresql.org/docs/current/transaction-iso.html
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "sql/database.h"

namespace iamirror::sql {

class Snapshot {
  public:
    // The state is that of the first statement. Throws DatabaseError.
    explicit Snapshot(const std::string& uri);
    ~Snapshot();
    Snapshot(const Snapshot&) = delete;
    Snapshot& operator=(const Snapshot&) = delete;

    // One statement that changes nothing; PostgreSQL refuses any other. Throws DatabaseError.
    Rows query(std::string_view sql, const std::vector<std::string>& parameters = {});

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace iamirror::sql
