// PostgreSQL takes every document that model says it takes, and keeps what it says.
#include <gtest/gtest.h>

#include "model/json.h"
#include "model/stored_document.h"
#include "sql/database.h"
#include "tests/support/test_postgres.h"

namespace iamirror::testing {
namespace {

std::string with(const std::string& value) {
    return R"({"Statement":[],"x":)" + value + "}";
}

std::string nested(int depth) {
    return with(std::string(static_cast<std::size_t>(depth), '[') + std::string(static_cast<std::size_t>(depth), ']'));
}

class StoredDocuments : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { database = sql::Database::connect(TestPostgres::shared().empty_database()); }
    static void TearDownTestSuite() { database.reset(); }

    // What jsonb makes of it, and whether that is what was written, as text.
    static std::string round_trip(const std::string& json) {
        return database->query("select $1::jsonb #>> '{x}' as x", {json}).rows.at(0).at(0).value_or("NULL");
    }

    static std::unique_ptr<sql::Database> database;
};
std::unique_ptr<sql::Database> StoredDocuments::database;

TEST_F(StoredDocuments, AreTakenByJsonb) {
    const std::vector<std::string> documents = {
        with("1e400"),
        with("1e99999"),
        with("-1e-15000"),
        with(std::string(90'000, '9')),
        with("0." + std::string(15'000, '1')),
        with("\"\\ud83d\\ude00\""),
        with("\"\xC3\xA9\xF0\x9F\x98\x80\""),
        with("\"" + std::string(1 << 20, 'x') + "\""),
        nested(999),
    };
    for (const std::string& document : documents) {
        const auto stored = model::store_document(document);
        ASSERT_TRUE(stored.policy) << document.substr(0, 60);
        EXPECT_NO_THROW(round_trip(*stored.policy)) << document.substr(0, 60);
        EXPECT_NO_THROW(round_trip(*stored.policy_std)) << document.substr(0, 60);
    }
}

TEST_F(StoredDocuments, AreRefusedByJsonbWhereModelSaysSo) {
    for (const std::string& document : {with("1e999999"), with("\"\\u0000\""), with("\"\\ud800\""), nested(20'000)}) {
        EXPECT_FALSE(model::store_document(document).policy) << document.substr(0, 60);
        EXPECT_THROW(round_trip(document), sql::DatabaseError) << document.substr(0, 60);
    }
}

TEST_F(StoredDocuments, KeepTheirText) {
    EXPECT_EQ(round_trip(with("\"a\\\"b\\\\c\\n\"")), "a\"b\\c\n");
    EXPECT_EQ(round_trip(with("2.50")), "2.50");
    EXPECT_EQ(round_trip(with("1, \"x\":2")), "2") << "the last of two equal keys wins, silently: a finding";
    EXPECT_FALSE(model::store_document(with("1, \"x\":2")).policy);
}

TEST_F(StoredDocuments, HaveFindingsThatTextTakes) {
    using namespace std::string_literals;
    for (const std::string& document : {"{\"a\0b\":1,\"a\0b\":2}"s, "{\"\xFF\":1}"s, "{\"\\u0000\":{\"\\u0000\":1}}"s,
                                        "{\"\x1b[2J\":1}"s, "%00%ff"s}) {
        for (const auto& finding : model::store_document(document).findings)
            EXPECT_EQ(database->query("select $1::text as t", {finding.message}).text(0, "t"), finding.message);
    }
}

}  // namespace
}  // namespace iamirror::testing
