#include "sql/snapshot.h"

#include <pqxx/pqxx>

#include "sql/embedded.h"
#include "sql/internal/connection.h"

namespace iamirror::sql {

namespace {

// libpqxx 6 names the policy without its enumeration, and takes parameters by exec_params, which 7.10 deprecates.
#if PQXX_VERSION_MAJOR >= 7
using ReadTransaction = pqxx::transaction<pqxx::isolation_level::repeatable_read, pqxx::write_policy::read_only>;

pqxx::result run(ReadTransaction& transaction, const std::string& sql, const std::vector<std::string>& values) {
    pqxx::params parameters;
    for (const auto& value : values) parameters.append(value);
    return transaction.exec(sql, parameters);
}
#else
using ReadTransaction = pqxx::transaction<pqxx::repeatable_read, pqxx::read_only>;

pqxx::result run(ReadTransaction& transaction, const std::string& sql, const std::vector<std::string>& values) {
    return transaction.exec_params(sql, pqxx::prepare::make_dynamic_params(values));
}
#endif

// keyword='value', with the quotes and backslashes of the value escaped.
std::string conninfo(const std::string& uri) {
    std::string text;
    for (const auto& [keyword, value] : hardened(connection_settings(uri))) {
        text += keyword + "='";
        for (const char c : value) {
            if (c == '\'' || c == '\\') text += '\\';
            text += c;
        }
        text += "' ";
    }
    return text;
}

Rows rows_of(const pqxx::result& result) {
    Rows rows;
    for (int column = 0; column < static_cast<int>(result.columns()); ++column)
        rows.columns.emplace_back(result.column_name(static_cast<pqxx::row::size_type>(column)));
    for (const auto& row : result) {
        auto& values = rows.rows.emplace_back();
        for (const auto& field : row) values.push_back(field.is_null() ? Value{} : Value{field.c_str()});
    }
    return rows;
}

}  // namespace

struct Snapshot::State {
    explicit State(const std::string& uri) : connection(conninfo(uri)) {
        pqxx::nontransaction(connection).exec(std::string{query::connection_settings});
        transaction = std::make_unique<ReadTransaction>(connection);
    }
    pqxx::connection connection;
    std::unique_ptr<ReadTransaction> transaction;
};

Snapshot::Snapshot(const std::string& uri) try : state_(std::make_unique<State>(uri)) {
} catch (const pqxx::failure& error) {
    throw DatabaseError(error.what(), "");
}

Snapshot::~Snapshot() = default;

Rows Snapshot::query(std::string_view sql, const std::vector<std::string>& parameters) try {
    return rows_of(run(*state_->transaction, std::string{sql}, parameters));
} catch (const pqxx::sql_error& error) {
    throw DatabaseError(error.what(), error.sqlstate());
} catch (const pqxx::failure& error) {
    throw DatabaseError(error.what(), "");
}

}  // namespace iamirror::sql
