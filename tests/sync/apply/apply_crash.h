// An apply with seven writes, of every kind, and what must hold after one that went wrong.
#pragma once

#include <atomic>
#include <chrono>
#include <csignal>
#include <memory>
#include <thread>

#include "tests/support/wait_until.h"
#include "tests/sync/apply/apply_fixture.h"

namespace iamirror::testing {

class ApplyCrash : public ApplyFixture {
  protected:
    // One control made before, so that the apply under test makes, changes and deletes.
    void prepare() {
        import();
        for (const char* name : {"change", "remove"}) insert_control(name);
        plan();
        apply();
        import();
        database_->query("update control.who set who = 'bob' where access_control = 'change'");
        database_->query("update control.what set what = 's3://data/finance/' where access_control = 'change'");
        database_->query("update control.access_control set state = 'retired' where name = 'remove'");
        insert_control("make");
        plan();
        proxy_->clear_calls();
    }

    // Shared with a thread of the proxy, which may still be in its hook when the process that it killed is gone.
    struct Kill {
        std::unique_ptr<ChildProcess> process;
        std::atomic<long> writes{0};
        std::atomic<bool> is_done{false};
    };

    // Kills an apply at one moment of its write number `which`, from 1; killed before, the call never reaches AWS.
    // False where it has no such write.
    bool kill_at(long which, Moment moment) {
        const auto kill = std::make_shared<Kill>();
        if (moment == Moment::before_effect)
            put_instead([kill](const Call&) -> std::optional<Response> {
                if (!kill->is_done) return std::nullopt;
                return Response{.status = 502, .headers = {}, .body = ""};
            });
        kill->process = start_program(settings(), {"apply", "-o", "json"});
        proxy_->set_hook([kill, which, moment](Moment now, const Call& call) {
            if (!call.is_write() || now != moment || ++kill->writes != which) return;
            kill->is_done = true;
            kill->process->send_signal(SIGKILL);
        });
        kill->process->wait();
        wait_until_its_lock_is_free();
        while (kill->is_done && proxy_->writes().size() < static_cast<std::size_t>(which)) std::this_thread::yield();
        proxy_->set_hook({});
        put_instead({});
        return kill->is_done;
    }

    // A process that is killed holds its lock until the server has noticed that its connection is gone.
    void wait_until_its_lock_is_free() {
        const auto is_alone = [this] {
            return value(
                       "select count(*) from pg_stat_activity where datname = current_database() "
                       "and backend_type = 'client backend' and pid <> pg_backend_pid()") == "0";
        };
        ASSERT_TRUE(wait_until(is_alone, std::chrono::seconds{60}));
    }

    void expect_converged() {
        EXPECT_TRUE(has_role("make"));
        EXPECT_FALSE(has_role("remove"));
        EXPECT_NE(role("change").find("user/bob"), std::string::npos);
        EXPECT_EQ(value("select count(*) from ops.journal where state not in ('done', 'failed')"), "0");
        EXPECT_EQ(value("select count(*) from ops.ledger where removed_at is null"), "4");
        EXPECT_TRUE(items_of_a_new_plan().empty());
    }

    void expect_done_once() {
        EXPECT_EQ(value("select count(*) - count(distinct (plan_id, item_no, call_no)) from ops.journal "
                        "where state = 'done'"),
                  "0");
    }

    // Of each write that took effect there is one row that says so, and no other says so.
    void expect_true_journal() {
        std::string writes;
        for (const Call& call : proxy_->writes())
            writes += call.service_action() + " " + call.parameter("RoleName") + "\n";
        EXPECT_EQ(value("select coalesce(string_agg(action || ' ' || (request ->> 'RoleName') || e'\\n', '' "
                        "order by journal_id), '') from ops.journal where state = 'done' and run_id > (select "
                        "min(run_id) from ops.run where command = 'apply')"),
                  writes);
    }
};

}  // namespace iamirror::testing
