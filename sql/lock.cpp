#include "sql/lock.h"

#include <chrono>
#include <thread>

#include "sql/embedded.h"
#include "sql/internal/connection.h"

namespace iamirror::sql {

namespace {

// A holder without a run is one that ends or begins: the server frees the lock of a command that has just ended a
// moment after it, and of one that was killed within three seconds.
constexpr std::chrono::seconds patience{3};

std::string pid_of(Database& database) {
    return database.query(query::backend_pid).text(0, "pid");
}

// Behind a transaction pooler the next statement may run in another server process, or another client in ours. A proxy
// of any kind shows in a process number that is not the one told at the start; then a second client that meets our
// process while we are connected proves the sharing.
bool is_pooled(Database& database) {
    const std::string first = pid_of(database), second = pid_of(database);
    if (first != second) return true;
    if (first == std::to_string(database.backend_pid())) return false;
    const auto other = Database::connect(database.uri());
    bool met = false;
    other->transaction([&] { met = pid_of(*other) == first; });
    return met;
}

Error busy(Database& database) {
    Error error{.kind = ErrorKind::busy, .message = "another iamirror command holds the lock"};
    error.hint = "wait until it has ended, or end that process";
    if (!database.query(query::relation_exists, {"ops.run"}).rows[0][0]) return error;
    const auto holder = database.query(query::lock_holder);
    if (holder.empty()) return error;
    if (holder.at(0, "run_id")) {
        error.resource = "run " + holder.text(0, "run_id");
        error.message = "run " + holder.text(0, "run_id") + " (iamirror " + holder.text(0, "command") +
                        ") holds the lock: process " + holder.text(0, "pid") + " on " + holder.text(0, "host") +
                        ", since " + holder.text(0, "started_at");
    } else {
        error.message += ": process " + holder.text(0, "server_pid") + " of the PostgreSQL server";
    }
    return error;
}

}  // namespace

Status take_writer_lock(Database& database) {
    if (is_pooled(database))
        return Error{.kind = ErrorKind::database,
                     .message = "the connection goes through a transaction pooler, where session locks do nothing",
                     .hint = "connect to PostgreSQL itself, or to a pooler in session mode"};
    const auto deadline = std::chrono::steady_clock::now() + patience;
    for (;;) {
        if (database.query(query::take_lock).text(0, "taken") == "t") return Done{};
        auto error = busy(database);
        if (!error.resource.empty() || std::chrono::steady_clock::now() >= deadline) return error;
        std::this_thread::sleep_for(std::chrono::milliseconds{50});
    }
}

void release_writer_lock(Database& database) {
    database.query(query::release_lock);
}

}  // namespace iamirror::sql
