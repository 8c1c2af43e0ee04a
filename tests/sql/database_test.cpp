// The connection: values, transactions, COPY, errors, and where TLS is asked for.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sql/database.h"
#include "sql/internal/connection.h"
#include "tests/support/test_postgres.h"

namespace iamirror::sql {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class DatabaseTest : public ::testing::Test {
  protected:
    DatabaseTest() : database(Database::connect(testing::TestPostgres::shared().empty_database())) {
        database->script("create table public.t (a text, b bytea)");
    }
    std::string count() { return database->query("select count(*) as n from public.t").text(0, "n"); }
    std::unique_ptr<Database> database;
};

TEST_F(DatabaseTest, NullAndEmptyDiffer) {
    const auto rows = database->query("select $1::text as a, $2::text as b", {std::nullopt, ""});
    EXPECT_EQ(rows.at(0, "a"), std::nullopt);
    EXPECT_EQ(rows.at(0, "b"), "");
    EXPECT_THROW((void)rows.at(0, "c"), std::out_of_range);
}

TEST_F(DatabaseTest, CopyKeepsEveryCharacter) {
    const std::string odd = "tab\t newline\n return\r backslash\\ \\N \\. quote' \xC3\xA9";
    int left = 3;
    EXPECT_EQ(database->copy("public.t", {"a", "b"},
                             [&](Values& row) {
                                 row = {odd, left == 1 ? Value{} : Value{"\\x00ff"}};
                                 return left-- > 0;
                             }),
              3);
    EXPECT_EQ(database->query("select count(*) as n from public.t where a = $1 and b is distinct from null", {odd})
                  .text(0, "n"),
              "2");
}

TEST_F(DatabaseTest, CopyThatTheServerRefusesEndsInItsWords) {
    const auto wrong = [&] {
        bool more = true;
        database->copy("public.t", {"a"}, [&](Values& row) {
            row = {"\xff"};
            return std::exchange(more, false);
        });
    };
    try {
        wrong();
        FAIL() << "was taken";
    } catch (const DatabaseError& error) {
        EXPECT_EQ(error.sqlstate, "22021");
    }
    EXPECT_EQ(count(), "0");
}

TEST_F(DatabaseTest, CopyWhoseSourceGivesUpWritesNothing) {
    int given = 0;
    EXPECT_THROW(database->copy("public.t", {"a"},
                                [&](Values& row) -> bool {
                                    if (++given == 3) throw std::runtime_error("the source is gone");
                                    row = {"x"};
                                    return true;
                                }),
                 std::runtime_error);
    EXPECT_EQ(count(), "0");
}

TEST_F(DatabaseTest, TransactionIsAllOrNothingAndTheConnectionGoesOn) {
    EXPECT_THROW(database->transaction([&] {
        database->query("insert into public.t (a) values ('x')");
        database->query("select 1 / 0");
    }),
                 DatabaseError);
    EXPECT_EQ(count(), "0");
    database->transaction([&] { database->query("insert into public.t (a) values ('x')"); });
    EXPECT_EQ(count(), "1");
    EXPECT_THROW(database->transaction([&] { database->transaction([] {}); }), std::logic_error);
}

TEST_F(DatabaseTest, ErrorsCarryStateAndTheServersWords) {
    try {
        database->query("select * from public.missing");
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_EQ(error.sqlstate, "42P01");
        EXPECT_STREQ(error.what(), "relation \"public.missing\" does not exist");
    }
}

TEST_F(DatabaseTest, ServerGoneIsAnErrorWithoutState) {
    const auto other = Database::connect(database->uri());
    other->query("select pg_terminate_backend($1)", {std::to_string(database->backend_pid())});
    EXPECT_THROW(
        {
            for (int i = 0; i < 100; ++i) database->query("select pg_sleep(0.02)");
        },
        DatabaseError);
}

TEST_F(DatabaseTest, SettingsDoNotDependOnTheServer) {
    const auto row = database->query(
        "select current_setting('timezone') as zone, current_setting('search_path') as path,"
        " current_setting('client_connection_check_interval') as check");
    EXPECT_EQ(row.text(0, "zone"), "UTC");
    EXPECT_EQ(row.text(0, "path"), "");
    EXPECT_EQ(row.text(0, "check"), "1s");
}

TEST(ConnectionTest, UnreadableUrlIsNamedWithoutItsSecret) {
    try {
        Database::connect("postgresql:/user:secret@host/x");
        FAIL();
    } catch (const DatabaseError& error) {
        EXPECT_THAT(error.what(), HasSubstr("database URL cannot be read"));
        EXPECT_THAT(error.what(), Not(HasSubstr("secret")));
    }
}

TEST(ConnectionTest, TlsIsVerifiedUnlessTheWayIsLocal) {
    const auto mode = [](const std::string& uri) { return hardened(connection_settings(uri))["sslmode"]; };
    for (const char* remote :
         {"postgresql://db.example/x", "postgresql://db.example/x?sslmode=disable", "host=10.0.0.1",
          "hostaddr=192.0.2.1", "postgresql://localhost,db.example/x", "host=localhost hostaddr=192.0.2.1"})
        EXPECT_EQ(mode(remote), "verify-full") << remote;
    for (const char* local : {"postgresql:///x?host=/run/pg", "postgresql://localhost/x", "postgresql://127.0.0.1/x",
                              "postgresql://[::1]/x", "host=/a,/b"})
        EXPECT_NE(mode(local), "verify-full") << local;
}

}  // namespace
}  // namespace iamirror::sql
