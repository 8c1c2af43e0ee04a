// An import that dies, again and again, where it hurts most.
#include <atomic>
#include <csignal>
#include <thread>

#include "tests/fakes/scripted_iam.h"
#include "tests/flow/flow_test.h"
#include "tests/support/source_tree.h"
#include "tests/support/wait_until.h"

namespace iamirror::testing {
namespace {

using namespace std::chrono_literals;

// Looks at the mirror over and over, as a person's query would, for as long as it lives.
class Reader {
  public:
    explicit Reader(const std::string& url) : thread_([this, url](const std::stop_token& stop) { read(url, stop); }) {}

    long reads() const { return reads_; }
    bool has_seen_a_mixture() const { return has_seen_a_mixture_; }

  private:
    void read(const std::string& url, const std::stop_token& stop) {
        const auto database = sql::Database::connect(url);
        while (!stop.stop_requested()) {
            const sql::Rows rows = database->query(
                "select count(distinct (tags->>'generation', description)) as states, "
                "bool_and(description = 'generation ' || (tags->>'generation')) as agree from aws.aws_iam_role");
            ++reads_;
            if (rows.text(0, "states") != "1" || rows.text(0, "agree") != "t") {
                has_seen_a_mixture_ = true;
            }
            std::this_thread::sleep_for(1ms);
        }
    }

    std::atomic<long> reads_ = 0;
    std::atomic<bool> has_seen_a_mixture_ = false;
    std::jthread thread_;
};

class ImportKill : public FlowTest {
  protected:
    void SetUp() override {
        FlowTest::SetUp();
        proxy_ = std::make_unique<Proxy>([this](const Request& request) {
            return ScriptedIam({.roles = 1'500, .generation = generation_})(request);
        });
        import();
        calls_ = static_cast<long>(proxy_->calls().size());
    }

    // Every role has changed when it is read next.
    std::unique_ptr<ChildProcess> start_changed() {
        ++generation_;
        proxy_->clear_calls();
        return start_program(settings(), {"import"});
    }

    // Kills at a call to AWS: before it, or when it has been answered there.
    bool kill_at_call(long index, Moment at) {
        std::atomic<ChildProcess*> victim = nullptr;
        proxy_->set_hook([&](Moment moment, const Call& call) {
            if (moment == at && call.index == index) {
                wait_until([&] { return victim != nullptr; }, 10s);
                victim.load()->send_signal(SIGKILL);
            }
        });
        const auto process = start_changed();
        victim = process.get();
        const bool was_killed = process->wait() == 128 + SIGKILL;
        proxy_->set_hook(nullptr);
        return was_killed;
    }

    bool is_publishing() const {
        return number(
                   "select count(*) from pg_stat_activity where pid <> pg_backend_pid() and state = 'active' "
                   "and query like '%from mirror.publish(%'") > 0;
    }

    // Kills `after` it was seen inside the publishing transaction; false where the run ended before.
    bool kill_inside_publish(std::chrono::milliseconds after) {
        const auto process = start_changed();
        const bool seen = wait_until([&] { return is_publishing() || !process->is_running(); }, 60s);
        std::this_thread::sleep_for(after);
        const bool is_inside = seen && is_publishing();
        process->send_signal(SIGKILL);
        return process->wait() == 128 + SIGKILL && is_inside;
    }

    bool lock_becomes_free() const {
        return wait_until(
            [&] {
                return number(
                           "select count(*) from pg_locks where locktype = 'advisory' and database = "
                           "(select oid from pg_database where datname = current_database())") == 0;
            },
            3s);
    }

    long rows_left_in_staging() const {
        long rows = 0;
        const sql::Rows tables =
            query("select table_name from information_schema.tables where table_schema = 'staging'");
        for (std::size_t i = 0; i < tables.size(); ++i) {
            rows += number("select count(*) from staging." + tables.text(i, "table_name"));
        }
        return rows;
    }

    long generation_ = 1;
    long calls_ = 0;
};

TEST_F(ImportKill, LeavesTheStateBeforeOrAfterAndALockThatIsFree) {
    const int kills = std::stoi(environment("IAMIRROR_KILLS", has_sanitizer() ? "6" : "20"));
    int killed = 0;
    int killed_inside = 0;
    const Reader reader(database_url_);
    for (int round = 0; killed < kills && round < 3 * kills; ++round) {
        SCOPED_TRACE("round " + std::to_string(round));
        if (round % 2 == 0) {
            const bool was_inside = kill_inside_publish(std::chrono::milliseconds(round * 7 % 60));
            killed_inside += was_inside ? 1 : 0;
            killed += was_inside ? 1 : 0;
        } else {
            const Moment moment = round % 4 == 1 ? Moment::before_effect : Moment::after_effect;
            killed += kill_at_call(round / 2 % calls_ + 1, moment) ? 1 : 0;
        }
        EXPECT_TRUE(lock_becomes_free());
    }
    EXPECT_EQ(killed, kills);
    EXPECT_GE(killed_inside * 10, kills * 3);
    std::cout << killed << " kills, " << killed_inside << " of them inside the publish; " << reader.reads()
              << " looks at the mirror meanwhile\n";
    EXPECT_FALSE(reader.has_seen_a_mixture());
    EXPECT_GT(reader.reads(), kills);
    import();
    EXPECT_EQ(value("select distinct tags->>'generation' from aws.aws_iam_role"), std::to_string(generation_));
    EXPECT_EQ(rows_left_in_staging(), 0);
    EXPECT_EQ(number("select count(*) from ops.run where status = 'running'"), 0);
}

}  // namespace
}  // namespace iamirror::testing
