#include "tests/flow/flow_test.h"

#include <algorithm>

#include "tests/support/test_postgres.h"

namespace iamirror::testing {

std::unique_ptr<StandIn> FlowTest::stand_in_;

void FlowTest::SetUpTestSuite() {
    stand_in_ = std::make_unique<StandIn>(StandIn::ManagedPolicies::few);
}

void FlowTest::TearDownTestSuite() {
    stand_in_.reset();
}

void FlowTest::SetUp() {
    database_url_ = TestPostgres::shared().fresh_database();
    database_ = sql::Database::connect(database_url_);
    proxy_ = std::make_unique<Proxy>(stand_in_->port());
}

StandIn& FlowTest::sample_account() {
    stand_in_->reset();
    stand_in_->write_sample_account();
    return *stand_in_;
}

StandIn& FlowTest::bare_account(const std::vector<std::string>& options) {
    stand_in_->reset();
    std::vector<std::string> words{"--bare"};
    words.insert(words.end(), options.begin(), options.end());
    stand_in_->write_sample_account(words);
    return *stand_in_;
}

ProgramSettings FlowTest::settings() const {
    return settings(proxy_->url());
}

ProgramSettings FlowTest::settings(const std::string& aws_url) const {
    return {.binary = IAMIRROR_BINARY, .aws_url = aws_url, .database_url = database_url_, .environment = {}};
}

ProgramResult FlowTest::run(const std::vector<std::string>& arguments) const {
    ProgramResult result = run_program(settings(), arguments);
    EXPECT_FALSE(result.has_crashed()) << result.err;
    return result;
}

nlohmann::json FlowTest::import(int exit_code, const std::vector<std::string>& more) const {
    std::vector<std::string> arguments{"import", "-o", "json"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    const ProgramResult result = run(arguments);
    EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
    return nlohmann::json::parse(result.out);
}

std::string FlowTest::value(const std::string& sql) const {
    const sql::Rows rows = query(sql);
    if (rows.size() != 1) {
        ADD_FAILURE() << rows.size() << " rows: " << sql;
        return "";
    }
    return rows.rows.at(0).at(0).value_or("NULL");
}

long FlowTest::throttled() const {
    const auto calls = proxy_->calls();
    return std::count_if(calls.begin(), calls.end(), [](const Call& call) { return call.fault == "rate"; });
}

std::string FlowTest::snapshot() const {
    std::string text;
    const sql::Rows views = query(
        "select format('select to_jsonb(t) - ''_run_id'' as row from aws.%I as t order by 1', table_name) as sql "
        "from information_schema.views where table_schema = 'aws' order by table_name");
    for (std::size_t i = 0; i < views.size(); ++i) {
        const sql::Rows rows = query(views.text(i, "sql"));
        text += views.text(i, "sql") + "\n";
        for (std::size_t row = 0; row < rows.size(); ++row) {
            text += rows.text(row, "row") + "\n";
        }
    }
    return text + value("select count(*) from aws_history.change");
}

}  // namespace iamirror::testing
