#include "tests/support/test_postgres.h"

#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "sql/database.h"
#include "sql/internal/process.h"
#include "sql/internal/server_binaries.h"
#include "sql/migrate.h"

namespace iamirror::testing {

namespace {

using sql::run_program;

std::optional<sql::SystemUser> server_user() {
    if (geteuid() != 0) return std::nullopt;
    const auto postgres = sql::find_user("postgres");
    if (!postgres) throw std::runtime_error("there is no user postgres to run the server");
    return postgres;
}

sql::ServerBinaries binaries() {
    const auto found = sql::find_server_binaries();
    if (!found) throw std::runtime_error("no PostgreSQL server is installed");
    return *found;
}

void must_run(std::vector<std::string> arguments) {
    const std::string what = arguments.front();
    const auto result = run_program({.arguments = std::move(arguments), .as = server_user()});
    if (!result) throw std::runtime_error(result.error().message);
    if (result->exit_code != 0) throw std::runtime_error(what + ": " + result->output);
}

// A database is a thousand files: in memory one is made in a tenth of the time that a disk takes, where there is room
// for the clusters of all suites that run at once.
std::string roomy_directory() {
    constexpr std::uintmax_t enough = std::uintmax_t{4} << 30;
    const std::filesystem::path memory = "/dev/shm";
    std::error_code error;
    const auto space = std::filesystem::space(memory, error);
    return !error && space.available >= enough && access(memory.c_str(), W_OK) == 0 ? memory : "/tmp";
}

std::string make_directory() {
    std::string pattern = roomy_directory() + "/iamirror-test-XXXXXX";
    if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary directory");
    if (const auto user = server_user(); user && chown(pattern.c_str(), user->uid, user->gid) != 0)
        throw std::runtime_error("the temporary directory cannot be given away");
    return pattern;
}

void configure(const std::string& data, const std::string& socket) {
    std::ofstream settings(data + "/postgresql.conf", std::ios::app);
    settings << "listen_addresses = ''\nunix_socket_directories = '" << socket << "'\n"
             << "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\nmax_connections = 200\n"
             << "max_locks_per_transaction = 256\nautovacuum = off\nshared_buffers = 64MB\nmax_wal_size = 512MB\n";
}

}  // namespace

TestPostgres::TestPostgres() : directory_(make_directory()) {
    const std::string data = directory_ + "/data";
    must_run(
        {binaries().path("initdb"), "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"});
    configure(data, directory_);
    must_run({binaries().path("pg_ctl"), "-D", data, "-l", directory_ + "/log", "-w", "-t", "60", "start"});
}

TestPostgres::~TestPostgres() {
    try {
        must_run({binaries().path("pg_ctl"), "-D", directory_ + "/data", "-m", "immediate", "-w", "stop"});
    } catch (const std::exception&) {  // a test may have stopped it
    }
    std::error_code ignored;
    std::filesystem::remove_all(directory_, ignored);
}

std::string TestPostgres::uri(const std::string& database, const std::string& role) const {
    return "postgresql:///" + database + "?host=" + directory_ + "&user=" + role;
}

std::string TestPostgres::new_database(const std::string& template_name) {
    const std::string name = "test_" + std::to_string(++databases_);
    const auto server = sql::Database::connect(uri("postgres"));
    server->script("create database " + name + " template " + template_name);
    server->script("alter database " + name + " set search_path = aws, report, public");
    return uri(name);
}

std::string TestPostgres::fresh_database() {
    if (!has_template_) {
        sql::Database::connect(uri("postgres"))->script("create database migrated");
        const auto database = sql::Database::connect(uri("migrated"));
        const auto report = sql::migrate(*database);
        if (!report) throw std::runtime_error(report.error().message);
        has_template_ = true;
    }
    return new_database("migrated");
}

std::string TestPostgres::empty_database() {
    return new_database("template0");
}

TestPostgres& TestPostgres::shared() {
    static TestPostgres postgres;
    return postgres;
}

}  // namespace iamirror::testing
