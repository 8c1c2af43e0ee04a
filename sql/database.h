// One connection to PostgreSQL: statements with $n parameters, transactions, COPY. All values travel as text; a missing
// value is NULL. Over libpq; a reader of several statements at one moment takes a Snapshot, over libpqxx.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace iamirror::sql {

// The connection is lost or a statement was refused: ends the unit of work. sqlstate is "" where no server answered.
class DatabaseError : public std::runtime_error {
  public:
    DatabaseError(const std::string& message, std::string state)
        : std::runtime_error(message), sqlstate(std::move(state)) {}
    std::string sqlstate;
};

using Value = std::optional<std::string>;
using Values = std::vector<Value>;

// What a statement gave back: column names once, then rows of text in PostgreSQL's own output form.
struct Rows {
    std::vector<std::string> columns;
    std::vector<Values> rows;

    bool empty() const { return rows.empty(); }
    std::size_t size() const { return rows.size(); }
    // The value of a named column; throws std::out_of_range for a name that is not there: a bug.
    const Value& at(std::size_t row, std::string_view column) const;
    // As at(), for a column that is never NULL.
    const std::string& text(std::size_t row, std::string_view column) const { return *at(row, column); }
};

class Database {
  public:
    // `uri` is a libpq URI or conninfo string. Sets client_connection_check_interval, keepalives, time zone UTC and an
    // empty search_path; verify-full unless the host is a socket or loopback. Throws DatabaseError.
    static std::unique_ptr<Database> connect(const std::string& uri);
    ~Database();
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;

    // One statement. Outside transaction() it commits by itself.
    Rows query(std::string_view sql, const Values& parameters = {});
    // Any number of statements without parameters, as one implicit transaction.
    void script(std::string_view sql);
    // Runs `body` in one transaction; an exception rolls back and goes on. Not nestable.
    void transaction(const std::function<void()>& body);
    // COPY … FROM STDIN of rows of `columns` into `table` ("staging.seen"). Rows are asked for one by one until the
    // source gives false. Returns their number.
    long copy(std::string_view table, const std::vector<std::string>& columns,
              const std::function<bool(Values& row)>& next);

    // COPY (…) TO STDOUT: each row's values as text, without keeping any; for what may be large. A NULL has no data().
    void copy_out(std::string_view statement, const std::function<void(std::span<const std::string_view> row)>& take);

    int server_version() const;      // 150018
    int backend_pid() const;         // as the server (or a pooler before it) told at the start
    const std::string& uri() const;  // as given to connect(): may hold a password, never for a message

  private:
    struct State;
    explicit Database(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace iamirror::sql
