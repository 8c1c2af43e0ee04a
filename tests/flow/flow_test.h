// What a flow test starts from: the sample account in the stand-in, a proxy before it, a database of its own, and the
// real program between them.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "sql/database.h"
#include "tests/fakes/proxy.h"
#include "tests/support/program.h"
#include "tests/support/stand_in.h"

namespace iamirror::testing {

class FlowTest : public ::testing::Test {
  protected:
    // A test program has one stand-in. It is empty, or holds the sample account, as the test before left it.
    static void SetUpTestSuite();
    static void TearDownTestSuite();

    void SetUp() override;

    // The stand-in as the sample account's script leaves it; what a test changes in it is gone before the next test.
    StandIn& sample_account();
    // The stand-in with only what the options ask for (sample_account.py).
    StandIn& bare_account(const std::vector<std::string>& options = {});

    ProgramSettings settings() const;
    ProgramSettings settings(const std::string& aws_url) const;
    // Runs the program before the proxy and expects it not to crash.
    ProgramResult run(const std::vector<std::string>& arguments) const;
    // `import -o json`, expected to exit with `exit_code`; its object.
    nlohmann::json import(int exit_code = 0, const std::vector<std::string>& more = {}) const;

    sql::Rows query(const std::string& sql) const { return database_->query(sql); }
    // The one value of a statement that gives one.
    std::string value(const std::string& sql) const;
    long number(const std::string& sql) const { return std::stol(value(sql)); }
    // Attempts that the proxy's limit_rate() refused.
    long throttled() const;
    // Every mirrored row with all its columns, and every change: equal texts are equal mirrors.
    std::string snapshot() const;

    std::string database_url_;
    std::unique_ptr<sql::Database> database_;
    std::unique_ptr<Proxy> proxy_;

  private:
    static std::unique_ptr<StandIn> stand_in_;
};

}  // namespace iamirror::testing
