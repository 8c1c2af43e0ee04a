// Two statements of one snapshot see one state, whatever is written between them.
#include "sql/snapshot.h"

#include <gtest/gtest.h>

#include "tests/support/test_postgres.h"

namespace iamirror::sql {
namespace {

using testing::TestPostgres;

TEST(Snapshot, SeesOneStateWhileOthersWrite) {
    const auto uri = TestPostgres::shared().empty_database();
    const auto writer = Database::connect(uri);
    writer->script("create table public.t (n int); insert into public.t values (1)");
    Snapshot snapshot{uri};
    EXPECT_EQ(snapshot.query("select count(*) as n from public.t").text(0, "n"), "1");
    writer->script("insert into public.t values (2)");
    EXPECT_EQ(snapshot.query("select count(*) as n from public.t").text(0, "n"), "1");
    EXPECT_EQ(Snapshot{uri}.query("select count(*) as n from public.t").text(0, "n"), "2");
}

TEST(Snapshot, TakesParametersAndNulls) {
    Snapshot snapshot{TestPostgres::shared().empty_database()};
    const auto rows = snapshot.query("select $1::text as given, null::text as missing", {"it's \\ ok"});
    EXPECT_EQ(rows.text(0, "given"), "it's \\ ok");
    EXPECT_EQ(rows.at(0, "missing"), std::nullopt);
}

TEST(Snapshot, RefusesToWrite) {
    Snapshot snapshot{TestPostgres::shared().empty_database()};
    try {
        snapshot.query("create table public.t (n int)");
        FAIL() << "a read-only transaction wrote";
    } catch (const DatabaseError& error) {
        EXPECT_EQ(error.sqlstate, "25006");
    }
}

TEST(Snapshot, SaysThatNoServerAnswers) {
    EXPECT_THROW(Snapshot{"postgresql:///x?host=/nonexistent"}, DatabaseError);
}

}  // namespace
}  // namespace iamirror::sql
