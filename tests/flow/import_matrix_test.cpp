// An import of many calls under every fault at every call. Each import finds the account changed, so that the mirror
// has something to lose: what was read must be there as it is now, what was not read as it was before.
#include <algorithm>
#include <atomic>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include "model/base/text.h"
#include "tests/fakes/http_client.h"
#include "tests/fakes/recording.h"
#include "tests/flow/flow_test.h"
#include "tests/support/source_tree.h"
#include "tests/support/test_postgres.h"

namespace iamirror::testing {
namespace {

using Digests = std::map<std::string, std::string>;  // of the rows of a view, by its name

// A fault on every attempt of a call, or, where it passes, on the first.
struct Blow {
    std::string fault;
    long index = 0;  // of the call
    bool stays = false;
};
using Case = std::vector<Blow>;

std::string text_of(const Case& blows) {
    std::string text;
    for (const Blow& blow : blows)
        text += (text.empty() ? "" : " and ") + blow.fault + (blow.stays ? " for good" : "") + " at call " +
                std::to_string(blow.index);
    return text;
}

// A stalled answer is waited for two minutes, which no matrix has: the transport's own test has it.
std::vector<Blow> kinds() {
    std::vector<Blow> kinds;
    for (const Fault& fault : faults()) {
        if (fault.name == "stalled") continue;
        kinds.push_back({fault.name, 0, fault.harm == Harm::lasting});
    }
    for (const char* name : {"internal_failure", "reset_after_effect", "cut_xml"}) kinds.push_back({name, 0, true});
    return kinds;
}

// "all" of `cases`, "K/N" every Nth from the Kth, else a sample of so many; IAMIRROR_SEED draws another one.
std::vector<Case> chosen(std::vector<Case> cases, std::size_t sample) {
    const std::string wish = environment("IAMIRROR_FAULTS", "");
    const unsigned long seed = std::stoul(environment("IAMIRROR_SEED", "1"));
    const std::size_t all = cases.size();
    std::shuffle(cases.begin(), cases.end(), std::mt19937_64(seed));
    if (wish.empty()) {
        cases.resize(std::min(sample, all));
    } else if (const auto slash = wish.find('/'); slash != std::string::npos) {
        const std::size_t first = std::stoul(wish), step = std::stoul(wish.substr(slash + 1));
        std::vector<Case> part;
        for (std::size_t i = first - 1; i < all; i += step) part.push_back(cases[i]);
        cases = std::move(part);
    }
    std::cout << "seed " << seed << ": " << cases.size() << " of " << all << " cases\n";
    return cases;
}

class ImportMatrix : public FlowTest {
  protected:
    struct Account {
        std::unique_ptr<Recording> answers;
        Digests digests;
        std::set<std::string> keys;
    };

    void SetUp() override {
        FlowTest::SetUp();
        StandIn& stand_in = sample_account();
        stand_in.write_sample_account(
            {"--bare", "--users", "270", "--groups", "40", "--roles", "280", "--policies", "250"});
        proxy_ = std::make_unique<Proxy>(
            [this](const Request& request) { return accounts_[state_].answers->answer(request); },
            RepagerSettings{.largest_page = 10});
        record(0, stand_in);
        change(stand_in);
        record(1, stand_in);
        ASSERT_EQ(undisturbed(0), calls_) << "the same account in the same pages";
        database_->query("analyze");
    }

    void record(int state, const StandIn& stand_in) {
        accounts_[state].answers = std::make_unique<Recording>([port = stand_in.port()](const Request& request) {
            return send_to(port, request).value_or(Response{.status = 502, .headers = {}, .body = ""});
        });
        calls_ = undisturbed(state);
        ASSERT_GE(calls_.size(), 150U);
        accounts_[state].answers->close();
        accounts_[state].digests = seen_;
        accounts_[state].keys = keys_;
    }

    // The same number of everything, so that the pages end where they ended.
    static void change(const StandIn& aws) {
        aws.iam("DeleteUser", {{"UserName", "user-00100"}});
        aws.iam("CreateUser", {{"UserName", "newcomer"}});
        aws.iam("DeleteRole", {{"RoleName", "role-00200"}});
        aws.iam("CreateRole", {{"RoleName", "new-role"}, {"AssumeRolePolicyDocument", R"({"Statement":[]})"}});
        for (const char* name : {"role-00030", "role-00130", "role-00250"})
            aws.iam("UpdateRole", {{"RoleName", name}, {"Description", "changed"}, {"MaxSessionDuration", "7200"}});
        for (const char* name : {"user-00020", "user-00150", "user-00260"})
            aws.iam("TagUser", {{"UserName", name}, {"Tags.member.1.Key", "a"}, {"Tags.member.1.Value", "b"}});
        const std::string policy = std::string("arn:aws:iam::") + example_account_id + ":policy/policy-00111";
        aws.iam("AttachRolePolicy", {{"RoleName", "role-00070"}, {"PolicyArn", policy}});
    }

    // The actions of an import that nothing befalls.
    std::vector<std::string> undisturbed(int state) {
        state_ = state;
        proxy_->clear_faults();
        proxy_->clear_calls();
        import();
        std::vector<std::string> actions;
        seen_ = digests();
        keys_ = keys();
        for (const Call& call : proxy_->calls()) actions.push_back(call.action);
        return actions;
    }

    // What a person sees, row by row. That a row is of another run, and since when it is as it is, may differ; columns
    // that a view works out from the one beside them (_std) cost a second and can show nothing more.
    Digests digests() const {
        Digests digests;
        const sql::Rows rows = query(statement(
            "select string_agg(format('%I', column_name), ', ' order by ordinal_position) as list, table_name from "
            "information_schema.columns "
            "where table_schema = 'aws' and column_name not in ('_run_id', '_valid_from') and column_name not like "
            "'%\\_std' group by table_name",
            "md5(coalesce(string_agg(line, e'\\n' order by line), '')) as value from (select row(LIST)::text as line "
            "from aws.VIEW) as l"));
        for (std::size_t i = 0; i < rows.size(); ++i) digests[rows.text(i, "name")] = rows.text(i, "value");
        return digests;
    }
    std::set<std::string> keys() const {
        std::set<std::string> keys;
        const sql::Rows rows =
            query(statement("select 'arn' as list, table_name from information_schema.columns where table_schema = "
                            "'aws' and column_name "
                            "= 'arn'",
                            "unnest(array(select LIST from aws.VIEW)) as value"));
        for (std::size_t i = 0; i < rows.size(); ++i) keys.insert(rows.text(i, "name") + " " + rows.text(i, "value"));
        return keys;
    }
    // One statement over the views that `catalogue` gives, each with its list of columns.
    std::string statement(const std::string& catalogue, const std::string& of_view) const {
        const sql::Rows views = query(catalogue);
        std::string sql;
        for (std::size_t i = 0; i < views.size(); ++i) {
            const std::string view = views.text(i, "table_name");
            std::string part = "select '" + view + "' as name, " + of_view;
            part.replace(part.find("LIST"), 4, views.text(i, "list"));
            part.replace(part.find("VIEW"), 4, view);
            sql += (sql.empty() ? "" : " union all ") + part;
        }
        return sql;
    }

    // The actions that no second try could save.
    std::set<std::string> lost(const Case& blows) const {
        std::set<std::string> lost;
        for (const Call& call : proxy_->calls())
            for (const Blow& blow : blows) {
                const bool is_hit = blow.stays && blow.index == call.index && blow.fault == call.fault;
                if (is_hit && does_harm(fault(blow.fault), call)) lost.insert(call.action);
            }
        return lost;
    }

    void run(const Case& blows) {
        SCOPED_TRACE(text_of(blows));
        state_ = 1 - state_;
        proxy_->clear_calls();
        proxy_->clear_faults();
        for (const Blow& blow : blows)
            proxy_->inject(
                {.fault = blow.fault, .call_index = blow.index, .action = "", .attempts = blow.stays ? 1'000'000 : 1});
        ProgramSettings quick = settings();
        quick.environment["IAMIRROR_RETRY_BASE_MS"] = "1";
        quick.environment["AWS_MAX_ATTEMPTS"] = "4";
        const ProgramResult result = run_program(quick, {"import", "-o", "json"});
        ASSERT_FALSE(result.has_crashed()) << result.err;
        ASSERT_LT(result.exit_code, 128) << "it hangs: " << result.err;
        const std::set<std::string> lasting = lost(blows);
        if (lasting.empty()) {
            EXPECT_EQ(result.exit_code, 0) << result.err;
            seen_ = digests();
            keys_ = accounts_[state_].keys;
            EXPECT_EQ(seen_, accounts_[state_].digests);
        } else if (result.exit_code == 1) {
            EXPECT_EQ(lasting.count("GetCallerIdentity"), 1U) << result.err;
            EXPECT_EQ(digests(), seen_);
        } else {
            EXPECT_EQ(result.exit_code, 4) << result.err;
            expect_gaps(lasting);
        }
    }

    // A view whose scopes are all complete is as AWS is, one that was not read is as it was; nothing is gone that AWS
    // has.
    void expect_gaps(const std::set<std::string>& actions) {
        const std::string run = " from ops.scope where run_id = (select max(run_id) from ops.run)";
        const sql::Rows rows = query(
            "select split_part(resource_type, '/', 1) as type, bool_and(status = 'complete')::int as all_read, "
            "bool_or(status = 'complete')::int as some_read" +
            run + " group by 1");
        const Digests now = digests();
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::string type = rows.text(i, "type");
            if (now.count(type) == 0) continue;
            const std::string& as_aws_is = accounts_[state_].digests.at(type);
            EXPECT_TRUE(rows.text(i, "all_read") == "0" || now.at(type) == as_aws_is) << type;
            EXPECT_TRUE(rows.text(i, "some_read") == "1" || now.at(type) == seen_.at(type)) << type;
        }
        const std::set<std::string> keys_now = keys();
        for (const std::string& key : keys_)
            EXPECT_TRUE(accounts_[state_].keys.count(key) == 0 || keys_now.count(key) == 1) << key;
        seen_ = now;
        keys_ = keys_now;
        bool is_named = false;
        for (const std::string& action : actions)
            is_named = is_named || number("select count(*)" + run +
                                          " and status <> 'complete' and error_message like '%" + action + "%'") > 0;
        EXPECT_TRUE(is_named);
    }

    // Every so often a database without the history of the runs before.
    void run_all(const std::vector<Case>& cases) {
        const std::size_t runs_of_a_database = 250;
        for (std::size_t i = 0; i < cases.size(); ++i) {
            if (i > 0 && i % runs_of_a_database == 0) start_afresh(i, cases.size());
            run(cases[i]);
            if (HasFatalFailure() || (HasFailure() && i > 200)) return;
        }
        std::cout << cases.size() << " imports of " << calls_.size() << " calls\n";
    }
    void start_afresh(std::size_t done, std::size_t of) {
        std::cout << done << " of " << of << std::endl;
        database_url_ = TestPostgres::shared().fresh_database();
        database_ = sql::Database::connect(database_url_);
        undisturbed(0);
        database_->query("analyze");
    }

    Account accounts_[2];
    std::atomic<int> state_ = 0;
    Digests seen_;  // the mirror after the last import
    std::set<std::string> keys_;
    std::vector<std::string> calls_;
};

TEST_F(ImportMatrix, EveryFaultAtEveryCallLosesNothing) {
    std::vector<Case> cases;
    for (std::size_t index = 1; index <= calls_.size(); ++index)
        for (Blow blow : kinds()) {
            blow.index = static_cast<long>(index);
            cases.push_back({blow});
        }
    run_all(chosen(std::move(cases), has_sanitizer() ? 24 : 40));
}

TEST_F(ImportMatrix, TwoFaultsLoseNothing) {
    std::mt19937_64 random(std::stoul(environment("IAMIRROR_SEED", "1")));
    const auto draw = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
    };
    const std::vector<Blow> all = kinds();
    std::vector<Case> cases;
    while (cases.size() < 2'000) {
        Blow first = all[draw(all.size())], second = all[draw(all.size())];
        first.index = static_cast<long>(draw(calls_.size()) + 1);
        second.index = static_cast<long>(draw(calls_.size()) + 1);
        cases.push_back({first, second});
    }
    run_all(chosen(std::move(cases), has_sanitizer() ? 6 : 12));
}

}  // namespace
}  // namespace iamirror::testing
