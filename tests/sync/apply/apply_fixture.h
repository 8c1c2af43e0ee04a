// The real program between a database of its own and the stand-in, with a proxy before it: what the tests of plan and
// apply start from.
#pragma once

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/base/text.h"
#include "sql/database.h"
#include "tests/fakes/http_client.h"
#include "tests/fakes/proxy.h"
#include "tests/support/program.h"
#include "tests/support/stand_in.h"
#include "tests/support/test_postgres.h"

namespace iamirror::testing {

class ApplyFixture : public ::testing::Test {
  protected:
    static void SetUpTestSuite() { stand_in_ = std::make_unique<StandIn>(StandIn::ManagedPolicies::few); }
    static void TearDownTestSuite() { stand_in_.reset(); }

    void SetUp() override {
        stand_in_->reset();
        for (const char* user : {"anna", "bob"}) aws("CreateUser", {{"UserName", user}});
        database_url_ = TestPostgres::shared().fresh_database();
        database_ = sql::Database::connect(database_url_);
        proxy_ = std::make_unique<Proxy>([this](const Request& request) { return behind(request); });
    }

    // What answers in AWS's place, where it has an answer; it runs in the proxy's threads, one call at a time, and not
    // any more once another has taken its place.
    using Instead = std::function<std::optional<Response>(const Call&)>;
    void put_instead(Instead instead) {
        const std::lock_guard lock(instead_mutex_);
        instead_ = std::move(instead);
    }

    // What stands behind the proxy.
    Response behind(const Request& request) {
        {
            const std::lock_guard lock(instead_mutex_);
            if (instead_) {
                if (auto answer = instead_(parse_call(request))) return *answer;
            }
        }
        return send_to(stand_in_->port(), request).value_or(Response{.status = 502, .headers = {}, .body = ""});
    }

    ProgramSettings settings() const {
        return {.binary = IAMIRROR_BINARY, .aws_url = proxy_->url(), .database_url = database_url_, .environment = {}};
    }
    ProgramResult run(const std::vector<std::string>& arguments) const {
        ProgramResult result = run_program(settings(), arguments);
        EXPECT_FALSE(result.has_crashed()) << result.err;
        return result;
    }
    // The object that a command prints, and its exit code.
    nlohmann::json run_json(std::vector<std::string> arguments, int exit_code) const {
        arguments.insert(arguments.end(), {"-o", "json"});
        const ProgramResult result = run(arguments);
        EXPECT_EQ(result.exit_code, exit_code) << result.out << result.err;
        return nlohmann::json::parse(result.out, nullptr, false);
    }
    nlohmann::json import() const { return run_json({"import"}, 0); }
    nlohmann::json plan(int exit_code = 0) const { return run_json({"plan"}, exit_code); }
    nlohmann::json apply(int exit_code = 0) const { return run_json({"apply"}, exit_code); }

    std::string aws(const std::string& action, std::map<std::string, std::string> parameters) const {
        return stand_in_->iam(action, std::move(parameters));
    }
    // What GetRole says of it, without the id of the request.
    std::string role(const std::string& name) const {
        const std::string answer = aws("GetRole", {{"RoleName", name}});
        return percent_decode(answer.substr(0, answer.find("<ResponseMetadata>"))).value_or("");
    }
    bool has_role(const std::string& name) const {
        return stand_in_->iam("ListRoles").find("<RoleName>" + name + "</RoleName>") != std::string::npos;
    }

    // The one value of a statement, "NULL" where it is that.
    std::string value(const std::string& sql) const { return database_->query(sql).rows.at(0).at(0).value_or("NULL"); }

    // An access control of one user with one permission.
    void insert_control(const std::string& name, const std::string& user = "anna",
                        const std::string& what = "s3://data/sales/") const {
        database_->query("insert into control.access_control (name, type, account_id) values ($1, 'role', $2)",
                         {name, example_account_id});
        database_->query("insert into control.who (access_control, who_type, who) values ($1, 'user', $2)",
                         {name, user});
        database_->query("insert into control.what (access_control, what, permission) values ($1, $2, 'read')",
                         {name, what});
    }

    // The user of a planned control is gone, and AWS says of the role's trust what it says then.
    void plan_for_one_who_will_never_exist() {
        import();
        insert_control("sales");
        plan();
        aws("DeleteUser", {{"UserName", "anna"}});
        put_instead([](const Call& call) -> std::optional<Response> {
            if (call.action != "CreateRole") return std::nullopt;
            return error_response(400, "MalformedPolicyDocument",
                                  "Invalid principal in policy: \"AWS\":\"arn:aws:iam::123456789012:user/anna\"");
        });
    }

    // Empty where AWS is as the access controls say.
    nlohmann::json items_of_a_new_plan() const {
        import();
        return plan()["items"];
    }

    static std::unique_ptr<StandIn> stand_in_;
    std::string database_url_;
    std::unique_ptr<sql::Database> database_;
    std::unique_ptr<Proxy> proxy_;

  private:
    std::mutex instead_mutex_;
    Instead instead_;
};

}  // namespace iamirror::testing
