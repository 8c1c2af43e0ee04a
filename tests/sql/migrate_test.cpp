// Migrations, the lock, and a client that is killed.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <csignal>
#include <thread>

#include "sql/embedded.h"
#include "sql/lock.h"
#include "sql/migrate.h"
#include "tests/sql/mirror_fixture.h"

namespace iamirror::sql {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class MigrateTest : public ::testing::Test {
  protected:
    std::unique_ptr<Database> migrated() { return Database::connect(testing::TestPostgres::shared().fresh_database()); }
    std::unique_ptr<Database> empty() { return Database::connect(testing::TestPostgres::shared().empty_database()); }
};

TEST_F(MigrateTest, EmptyDatabaseIsToldToInit) {
    const auto database = empty();
    const auto verdict = check_schema(*database);
    ASSERT_FALSE(verdict);
    EXPECT_EQ(verdict.error().kind, ErrorKind::database);
    EXPECT_THAT(verdict.error().hint, HasSubstr("iamirror init"));
}

TEST_F(MigrateTest, SecondRunDoesNothing) {
    const auto database = migrated();
    ASSERT_TRUE(check_schema(*database));
    const auto again = migrate(*database);
    ASSERT_TRUE(again);
    EXPECT_TRUE(again->applied.empty());
    EXPECT_EQ(again->repeated, 0);
}

TEST_F(MigrateTest, ChangedMigrationIsRefused) {
    const auto database = migrated();
    database->script("update ops.migration set sha256 = 'x' where name = '0105_aws_iam_role'");
    for (const auto& error : {migrate(*database).error(), check_schema(*database).error()}) {
        EXPECT_EQ(error.kind, ErrorKind::refused);
        EXPECT_THAT(error.message, HasSubstr("0105_aws_iam_role"));
    }
}

TEST_F(MigrateTest, NewerDatabaseIsRefused) {
    const auto database = migrated();
    database->script("insert into ops.migration (name, sha256) values ('9999_future', 'x')");
    const auto report = migrate(*database);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::refused);
    EXPECT_THAT(report.error().message, HasSubstr("9999_future"));
}

TEST_F(MigrateTest, ChangedFunctionIsReplacedAlone) {
    const auto database = migrated();
    database->script(
        "update ops.repeatable set sha256 = 'x' where name in ('functions/mirror_iso', 'aws.aws_iam_role')");
    EXPECT_EQ(migrate(*database)->repeated, 2);
    EXPECT_EQ(migrate(*database)->repeated, 0);
}

TEST_F(MigrateTest, OlderFunctionsAreNotThisPrograms) {
    const auto database = migrated();
    database->script("update ops.repeatable set sha256 = 'x' where name = 'functions/mirror_iso'");
    EXPECT_FALSE(check_schema(*database));
}

TEST_F(MigrateTest, PeoplesViewsStandWhenAColumnIsAdded) {
    const auto database = migrated();
    database->script("create view public.mine as select name, role_id from aws.aws_iam_role");
    database->script(R"(set role iamirror_owner; select mirror.add_columns('aws_iam_role',
        '{"columns": [{"name": "colour", "type": "text", "since_format": 2, "comment": "c"}],
          "view": [{"name": "colour", "type": "text", "column": "colour", "comment": "c"}]}'); reset role)");
    EXPECT_EQ(migrate(*database)->repeated, 5);  // its three, and two of aws_at that show roles
    EXPECT_TRUE(database->query("select name, colour from aws.aws_iam_role").empty());
    EXPECT_TRUE(database->query("select colour from aws_history.aws_iam_role").empty());
    EXPECT_TRUE(database->query("select * from public.mine").empty());
}

TEST_F(MigrateTest, ReplacingAViewWaitsForAReportAndThenTries) {
    const auto database = migrated();
    database->script("update ops.repeatable set sha256 = 'x' where name = 'aws.aws_iam_role'");
    const auto report = Database::connect(database->uri());
    report->script("begin; select from aws.aws_iam_role");
    std::thread ends([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(2500));
        report->script("commit");
    });
    const auto migration = migrate(*database);
    ends.join();
    EXPECT_TRUE(migration);
    EXPECT_EQ(migration->repeated, 1);
}

TEST_F(MigrateTest, OwnerWithoutSuperuserCanInstall) {
    const auto server = Database::connect(testing::TestPostgres::shared().uri("postgres"));
    server->script(
        "do $$ begin create role installer login createrole; exception when duplicate_object then null; end $$");
    const auto superuser = empty();
    const auto name = superuser->query("select current_database() as name").text(0, "name");
    superuser->script("alter database " + name + " owner to installer");
    if (superuser->server_version() >= 160000)  // the roles were made by another: he must be let
        superuser->script(
            "grant iamirror_owner, iamirror_view, iamirror_reader, iamirror_writer, iamirror_author, iamirror_approver"
            " to installer with admin option");
    const auto installer = Database::connect(testing::TestPostgres::shared().uri(name, "installer"));
    const auto report = migrate(*installer);
    ASSERT_TRUE(report) << report.error().message;
    EXPECT_EQ(report->applied.size(), migrations().size());
    EXPECT_TRUE(installer->query("select * from aws.aws_iam_role").empty());
    EXPECT_EQ(
        installer->query("select account_id from ops.visible_account where reader = 'installer'").text(0, "account_id"),
        "*");
}

TEST_F(MigrateTest, FirstInstallerMakesTheRolesAndImports) {
    const testing::TestPostgres server;
    Database::connect(server.uri("postgres"))->script("create role installer login createrole");
    Database::connect(server.uri("postgres"))->script("create database own owner installer");
    const auto installer = Database::connect(server.uri("own", "installer"));
    const auto report = migrate(*installer);
    ASSERT_TRUE(report) << report.error().message;
    ASSERT_TRUE(migrate(*installer));

    const long run_id = start_run(*installer, {.command = "import", .version = "0", .host = "h", .pid = 1});
    const std::vector<StagedObject> roles{
        object("AROA1", "app", R"({"path": "/"})", R"({"role_last_used_region": "r"})")};
    Staging staging(*installer, run_id);
    staging.sweep();
    staging.objects(scope("aws_iam_role"), 1, roles);
    const std::vector<ScopeResult> scopes{{.key = scope("aws_iam_role")}};
    EXPECT_EQ(publish(*installer, run_id, scopes, {}, false).types.at(0).created, 1);
    EXPECT_EQ(installer->query("select name from aws.aws_iam_role").text(0, "name"), "app");
}

TEST_F(MigrateTest, OwnerWithoutCreateroleIsToldWhatToDo) {
    const auto server = Database::connect(testing::TestPostgres::shared().uri("postgres"));
    testing::TestPostgres::shared().fresh_database();  // the roles exist
    server->script("do $$ begin create role plain login; exception when duplicate_object then null; end $$");
    const auto superuser = empty();
    const auto name = superuser->query("select current_database() as name").text(0, "name");
    superuser->script("alter database " + name + " owner to plain");
    try {
        (void)migrate(*Database::connect(testing::TestPostgres::shared().uri(name, "plain")));
        FAIL() << "was let";
    } catch (const DatabaseError& error) {
        EXPECT_THAT(error.what(), HasSubstr("grant iamirror_owner, iamirror_view to plain"));
    }
}

TEST_F(MigrateTest, TwoAtOnceDoNotMeet) {
    const std::string uri = testing::TestPostgres::shared().empty_database();
    std::vector<std::thread> threads;
    std::atomic<int> done = 0, busy = 0;
    for (int i = 0; i < 3; ++i)
        threads.emplace_back([&] {
            const auto database = Database::connect(uri);
            const auto report = migrate(*database);
            if (report) ++done;
            if (!report && report.error().kind == ErrorKind::busy) ++busy;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(done + busy, 3);
    EXPECT_GE(done, 1);
    EXPECT_TRUE(check_schema(*Database::connect(uri)));
}

class LockTest : public MirrorTest {
  protected:
    // Runs `work` in a process of its own and gives its id; the process waits to be killed.
    template <typename Work>
    pid_t in_a_process(const Work& work) {
        int ends[2];
        EXPECT_EQ(pipe(ends), 0);
        const pid_t pid = fork();
        if (pid == 0) {
            work();
            if (write(ends[1], "!", 1) == 1) pause();
            _exit(0);
        }
        char ready = 0;
        close(ends[1]);
        EXPECT_EQ(read(ends[0], &ready, 1), 1);
        close(ends[0]);
        return pid;
    }

    // Seconds until the lock can be taken; 10 if it cannot.
    double seconds_until_free() {
        const auto start = std::chrono::steady_clock::now();
        for (;;) {
            const double passed = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
            if (passed > 10 || take_writer_lock(*database)) return passed;
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
    }
};

TEST_F(LockTest, SecondRunIsBusyAndNamesTheHolder) {
    ASSERT_TRUE(take_writer_lock(*database));
    start_run(*database, {.command = "import", .version = "0", .host = "night.example", .pid = 4711});
    const auto second = Database::connect(uri);
    const auto refused = take_writer_lock(*second);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::busy);
    EXPECT_THAT(refused.error().message, HasSubstr("iamirror import"));
    EXPECT_THAT(refused.error().message, HasSubstr("4711 on night.example"));
    release_writer_lock(*database);
    EXPECT_TRUE(take_writer_lock(*second));
}

TEST_F(LockTest, InitWritesNoRunAndIsNamedByItsServerProcess) {
    start_run(*database, {.command = "import", .version = "0", .host = "dead.example", .pid = 4711});
    const auto init = Database::connect(uri);
    ASSERT_TRUE(take_writer_lock(*init));
    const auto refused = take_writer_lock(*database);
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("process " + std::to_string(init->backend_pid())));
    EXPECT_THAT(refused.error().message, Not(HasSubstr("dead.example")));
}

TEST_F(LockTest, DatabasesDoNotShareTheLock) {
    const auto other = Database::connect(testing::TestPostgres::shared().fresh_database());
    EXPECT_TRUE(take_writer_lock(*database));
    EXPECT_TRUE(take_writer_lock(*other));
}

TEST_F(LockTest, KilledInsideAPublishLeavesTheStateBeforeAndFreesTheLock) {
    Listing roles{scope("aws_iam_role"), {object("AROA1", "before", R"({"path": "/"})")}};
    import({roles});
    database.reset();
    const pid_t pid = in_a_process([&] {
        static const auto victim = Database::connect(uri);  // stays open until the kill
        if (!take_writer_lock(*victim)) _exit(1);
        const long run_id = start_run(*victim, {.command = "import", .version = "0", .host = "h", .pid = 1});
        const Listing changed{scope("aws_iam_role"), {object("AROA1", "after", R"({"path": "/x/"})")}};
        Staging(*victim, run_id).objects(changed.key, 1, changed.objects);
        victim->script("begin");
        victim->query(
            "insert into ops.scope (run_id, account_id, region, resource_type, status)"
            " values ($1, $2, 'global', 'aws_iam_role', 'complete')",
            {std::to_string(run_id), account});
        const auto counts = victim->query("select * from mirror.publish($1, false)", {std::to_string(run_id)});
        if (counts.text(0, "changed") != "1") _exit(1);
    });
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
    database = Database::connect(uri);
    EXPECT_LT(seconds_until_free(), 3.0);
    EXPECT_EQ(one("select name from aws.aws_iam_role"), "before");
    EXPECT_EQ(one("select count(*) from ops.scope"), "1");
    roles.objects[0] = object("AROA1", "next", R"({"path": "/"})");
    import({roles});
    EXPECT_EQ(one("select string_agg(name, ',' order by valid_from) from aws_history.aws_iam_role"), "before,next");
    EXPECT_EQ(one("select string_agg(status, ',' order by run_id) from ops.run"), "complete,failed,complete");
}

TEST_F(LockTest, KilledWhileTheServerWorksFreesTheLockInThreeSeconds) {
    database.reset();
    const pid_t pid = in_a_process([&] {
        static const auto victim = Database::connect(uri);
        if (!take_writer_lock(*victim)) _exit(1);
        std::thread([] { victim->query("select pg_sleep(60)"); }).detach();
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
    });
    kill(pid, SIGKILL);
    waitpid(pid, nullptr, 0);
    database = Database::connect(uri);
    EXPECT_LT(seconds_until_free(), 3.0);
}

}  // namespace
}  // namespace iamirror::sql
