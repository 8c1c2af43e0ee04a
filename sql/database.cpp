#include "sql/database.h"

#include <algorithm>

#include "model/base/text.h"
#include "sql/embedded.h"
#include "sql/internal/connection.h"
#include "sql/internal/copy_line.h"

namespace iamirror::sql {

namespace {

std::string state_of(const PGresult* result) {
    const char* state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    return state ? state : "";
}

// "message; detail; hint", without the severity and the statement that libpq's own text carries.
std::string message_of(PGconn* connection, const PGresult* result) {
    const char* primary = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    if (!primary) return std::string(trim(PQerrorMessage(connection)));
    std::string message = primary;
    for (const int field : {PG_DIAG_MESSAGE_DETAIL, PG_DIAG_MESSAGE_HINT})
        if (const char* more = PQresultErrorField(result, field)) message += "; " + std::string(more);
    return message;
}

Rows to_rows(const PGresult* result) {
    Rows rows;
    const int width = PQnfields(result), height = PQntuples(result);
    for (int column = 0; column < width; ++column) rows.columns.emplace_back(PQfname(result, column));
    rows.rows.reserve(static_cast<std::size_t>(height));
    for (int row = 0; row < height; ++row) {
        Values values;
        for (int column = 0; column < width; ++column) {
            if (PQgetisnull(result, row, column))
                values.emplace_back(std::nullopt);
            else
                values.emplace_back(std::in_place, PQgetvalue(result, row, column),
                                    static_cast<std::size_t>(PQgetlength(result, row, column)));
        }
        rows.rows.push_back(std::move(values));
    }
    return rows;
}

std::vector<const char*> pointers(const Values& parameters) {
    std::vector<const char*> values;
    for (const auto& parameter : parameters) values.push_back(parameter ? parameter->c_str() : nullptr);
    return values;
}

constexpr std::size_t copy_buffer_octets = 64 * 1024;

}  // namespace

const Value& Rows::at(std::size_t row, std::string_view column) const {
    const auto found = std::ranges::find(columns, column);
    if (found == columns.end()) throw std::out_of_range("no column " + std::string(column));
    return rows.at(row)[static_cast<std::size_t>(found - columns.begin())];
}

struct Database::State {
    Connection connection;
    std::string uri;
    bool in_transaction = false;

    PGconn* get() const { return connection.get(); }

    [[noreturn]] void fail(const PGresult* result) const {
        throw DatabaseError(message_of(get(), result), state_of(result));
    }

    PgResult checked(PGresult* raw) const {
        PgResult result(raw);
        const auto status = PQresultStatus(result.get());
        if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK && status != PGRES_EMPTY_QUERY) fail(result.get());
        return result;
    }

    PgResult run(const std::string& sql) const { return checked(PQexec(get(), sql.c_str())); }

    void put(const std::string& buffer) const {
        if (PQputCopyData(get(), buffer.data(), static_cast<int>(buffer.size())) != 1) fail(nullptr);
    }

    // Ends a COPY, in success or with the reason why the client gives it up; then reads the server's answer.
    long end_copy(const char* reason) const {
        if (PQputCopyEnd(get(), reason) != 1) fail(nullptr);
        PgResult first(PQgetResult(get()));
        while (PgResult more{PQgetResult(get())}) continue;
        if (PQresultStatus(first.get()) != PGRES_COMMAND_OK) fail(first.get());
        return std::stol(PQcmdTuples(first.get()));
    }
};

Database::Database(std::unique_ptr<State> state) : state_(std::move(state)) {}
Database::~Database() = default;

std::unique_ptr<Database> Database::connect(const std::string& uri) {
    auto state = std::make_unique<State>();
    state->uri = uri;
    state->connection = open_connection(uri);
    PQsetNoticeProcessor(
        state->get(), [](void*, const char*) {}, nullptr);
    std::unique_ptr<Database> database(new Database(std::move(state)));
    database->script(query::connection_settings);
    return database;
}

Rows Database::query(std::string_view sql, const Values& parameters) {
    const auto values = pointers(parameters);
    const auto result =
        state_->checked(PQexecParams(state_->get(), std::string(sql).c_str(), static_cast<int>(values.size()), nullptr,
                                     values.data(), nullptr, nullptr, 0));
    return to_rows(result.get());
}

void Database::script(std::string_view sql) {
    state_->run(std::string(sql));
}

void Database::transaction(const std::function<void()>& body) {
    if (state_->in_transaction) throw std::logic_error("a transaction inside a transaction");
    state_->run("begin");
    state_->in_transaction = true;
    try {
        body();
        state_->in_transaction = false;
        const auto result = state_->run("commit");
        if (std::string_view(PQcmdStatus(result.get())) != "COMMIT")
            throw DatabaseError("the server rolled the transaction back", "25P02");
    } catch (...) {
        state_->in_transaction = false;
        PgResult(PQexec(state_->get(), "rollback"));
        throw;
    }
}

long Database::copy(std::string_view table, const std::vector<std::string>& columns,
                    const std::function<bool(Values& row)>& next) {
    const std::string sql = "copy " + std::string(table) + " (" + join(columns, ", ") + ") from stdin";
    const PgResult started(PQexec(state_->get(), sql.c_str()));
    if (PQresultStatus(started.get()) != PGRES_COPY_IN) state_->fail(started.get());
    try {
        std::string buffer;
        Values row;
        while (row.clear(), next(row)) {
            append_copy_line(buffer, row);
            if (buffer.size() < copy_buffer_octets) continue;
            state_->put(buffer);
            buffer.clear();
        }
        if (!buffer.empty()) state_->put(buffer);
    } catch (const DatabaseError&) {
        throw;
    } catch (...) {
        // The source of the rows gave up: the server must hear of it, or the connection stays in COPY.
        if (PQputCopyEnd(state_->get(), "the client gave up") == 1)
            while (PgResult more{PQgetResult(state_->get())}) continue;
        throw;
    }
    return state_->end_copy(nullptr);
}

void Database::copy_out(std::string_view statement,
                        const std::function<void(std::span<const std::string_view> row)>& take) {
    const PgResult started(PQexec(state_->get(), std::string(statement).c_str()));
    if (PQresultStatus(started.get()) != PGRES_COPY_OUT) state_->fail(started.get());
    CopyLine line;
    char* text = nullptr;
    int length = 0;
    while ((length = PQgetCopyData(state_->get(), &text, 0)) > 0) {
        const std::unique_ptr<char, decltype(&PQfreemem)> owner(text, &PQfreemem);
        take(line.split(text, static_cast<std::size_t>(length)));
    }
    const PgResult ended(PQgetResult(state_->get()));
    while (PgResult more{PQgetResult(state_->get())}) continue;
    if (PQresultStatus(ended.get()) != PGRES_COMMAND_OK) state_->fail(ended.get());
}

int Database::server_version() const {
    return PQserverVersion(state_->get());
}

int Database::backend_pid() const {
    return PQbackendPID(state_->get());
}

const std::string& Database::uri() const {
    return state_->uri;
}

}  // namespace iamirror::sql
