// The embedded PostgreSQL: made once, started by whoever needs it, silent towards the caller's pipes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "sql/database.h"
#include "sql/embedded_cluster.h"
#include "sql/internal/cluster_paths.h"
#include "sql/internal/process.h"
#include "sql/migrate.h"

namespace iamirror::sql {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

// A data directory that the server's user can reach, gone at the end with its server.
class EmbeddedClusterTest : public ::testing::Test {
  protected:
    EmbeddedClusterTest() {
        std::string pattern = "/tmp/iamirror-data-XXXXXX";
        root = mkdtemp(pattern.data());
        chmod(root.c_str(), 0755);
        settings = embedded_settings(root + "/data", "", "", root);
    }
    ~EmbeddedClusterTest() override {
        (void)stop_cluster(settings);
        std::error_code ignored;
        if (const auto paths = cluster_paths(settings, false)) fs::remove_all(paths->socket_dir, ignored);
        fs::remove_all(root, ignored);
    }
    std::string root;
    EmbeddedSettings settings;
};

TEST_F(EmbeddedClusterTest, IsMadeStartedFoundAndStopped) {
    EXPECT_FALSE(cluster_status(settings)->exists);
    const auto url = start_cluster(settings);
    ASSERT_TRUE(url) << url.error().message;
    const auto again = start_cluster(settings);
    EXPECT_EQ(*again, *url);

    const auto database = Database::connect(*url);
    EXPECT_EQ(database->query("select current_database() as d").text(0, "d"), "iamirror");
    EXPECT_EQ(database->query("show listen_addresses").text(0, "listen_addresses"), "");
    EXPECT_EQ(database->query("show max_locks_per_transaction").text(0, "max_locks_per_transaction"), "256");
    EXPECT_TRUE(migrate(*database));

    const auto running = cluster_status(settings);
    EXPECT_TRUE(running->running);
    EXPECT_EQ(running->url, *url);
    ASSERT_TRUE(stop_cluster(settings));
    const auto stopped = cluster_status(settings);
    EXPECT_TRUE(stopped->exists);
    EXPECT_FALSE(stopped->running);
    EXPECT_TRUE(stop_cluster(settings));

    ASSERT_TRUE(start_cluster(settings));
    EXPECT_TRUE(check_schema(*Database::connect(*url)));
}

TEST_F(EmbeddedClusterTest, TwoStartersMakeOneCluster) {
    Result<std::string> first(Error{}), second(Error{});
    std::thread other([&] { first = start_cluster(settings); });
    second = start_cluster(settings);
    other.join();
    ASSERT_TRUE(first && second);
    EXPECT_EQ(*first, *second);
}

TEST_F(EmbeddedClusterTest, ServerHoldsNothingOfOurs) {
    ASSERT_EQ(setenv("PGOPTIONS", "-c search_path=evil", 1), 0);
    const auto url = start_cluster(settings);
    unsetenv("PGOPTIONS");
    ASSERT_TRUE(url) << url.error().message;
    const std::string process = "/proc/" + std::to_string(cluster_status(settings)->pid);
    for (const auto& entry : fs::directory_iterator(process + "/fd")) {
        const auto target = fs::read_symlink(entry.path()).string();
        if (entry.path().filename().string().size() == 1 && entry.path().filename().string() < "3") {
            EXPECT_TRUE(target == "/dev/null" || target == settings.data_dir + "/server.log") << target;
        }
        EXPECT_NE(target, settings.data_dir) << "the lock went along";
    }
    std::ifstream in(process + "/environ");
    const std::string environment{std::istreambuf_iterator<char>(in), {}};
    EXPECT_THAT(environment, Not(HasSubstr("PGOPTIONS")));
}

TEST_F(EmbeddedClusterTest, FilesAndSocketAreForTheOwnerAlone) {
    ASSERT_TRUE(start_cluster(settings));
    const auto paths = cluster_paths(settings, false);
    for (const auto& directory : {settings.data_dir, paths->socket_dir, cluster_status(settings)->path}) {
        struct stat found {};
        ASSERT_EQ(lstat(directory.c_str(), &found), 0) << directory;
        EXPECT_EQ(found.st_mode & 0777, 0700u) << directory;
    }
}

TEST_F(EmbeddedClusterTest, KilledInitdbLeavesNoHalfCluster) {
    const auto paths = cluster_paths(settings, true);
    ASSERT_TRUE(paths);
    for (int major = 15; major < 20; ++major) fs::create_directories(paths->cluster(major) + ".unfinished/base");
    EXPECT_FALSE(cluster_status(settings)->exists);
    EXPECT_TRUE(start_cluster(settings));
}

TEST_F(EmbeddedClusterTest, ServerThatDiedIsStartedAgain) {
    ASSERT_TRUE(start_cluster(settings));
    ASSERT_EQ(kill(cluster_status(settings)->pid, SIGKILL), 0);
    for (int i = 0; i < 200 && cluster_status(settings)->running; ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(25));
    const auto url = start_cluster(settings);
    ASSERT_TRUE(url) << url.error().message;
    EXPECT_EQ(Database::connect(*url)->query("select 1 as x").text(0, "x"), "1");
}

TEST_F(EmbeddedClusterTest, OtherMajorVersionNamesTheUpgrade) {
    fs::create_directories(settings.data_dir + "/pg9");
    std::ofstream(settings.data_dir + "/pg9/PG_VERSION") << "9\n";
    const auto url = start_cluster(settings);
    ASSERT_FALSE(url);
    EXPECT_EQ(url.error().kind, ErrorKind::database);
    EXPECT_THAT(url.error().hint, HasSubstr("iamirror db upgrade"));
    const auto upgraded = upgrade_cluster(settings);
    ASSERT_FALSE(upgraded);
    EXPECT_THAT(upgraded.error().hint, HasSubstr("postgresql-9"));
}

TEST_F(EmbeddedClusterTest, SocketDirectoryOfAnotherIsRefused) {
    const auto paths = cluster_paths(settings, true);
    ASSERT_TRUE(paths);
    fs::create_directories(paths->socket_dir);
    chmod(paths->socket_dir.c_str(), 0777);
    const auto url = start_cluster(settings);
    ASSERT_FALSE(url);
    EXPECT_THAT(url.error().message, HasSubstr("not ours alone"));
}

TEST(EmbeddedSettingsTest, DefaultDirectoryCarriesNoHash) {
    const auto normal = embedded_settings("", "/x/data", "/home/ann", "");
    EXPECT_TRUE(normal.is_default);
    EXPECT_EQ(normal.data_dir, geteuid() == 0 ? "/var/lib/iamirror" : "/x/data/iamirror");
    EXPECT_FALSE(embedded_settings("/elsewhere", "", "", "").is_default);
    EXPECT_NE(cluster_paths(normal, false)->socket_dir,
              cluster_paths(embedded_settings("/elsewhere", "", "", ""), false)->socket_dir);
}

TEST(EmbeddedSettingsTest, SocketPathStaysWithinWhatTheSystemTakes) {
    const auto deep = embedded_settings("/elsewhere", "", "", "/" + std::string(120, 'x'));
    const auto paths = cluster_paths(deep, false);
    ASSERT_TRUE(paths);
    EXPECT_LE(paths->socket_dir.size() + sizeof("/.s.PGSQL.5432") - 1, 107u);
}

TEST(ProcessTest, GivesExitCodeAndOutput) {
    const auto result =
        run_program({.arguments = {"/bin/sh", "-c", "echo out; echo err >&2; exit 3"}, .as = std::nullopt});
    ASSERT_TRUE(result);
    EXPECT_EQ(result->exit_code, 3);
    EXPECT_EQ(result->output, "out\nerr\n");
    EXPECT_FALSE(run_program({.arguments = {"/no/such/program"}, .as = std::nullopt}));
}

}  // namespace
}  // namespace iamirror::sql
