// Publishes changes of whole accounts until it is told to stop: bench_publish URI ACCOUNTS SECONDS
// Beside it readers are measured (history.sh). The accounts are those of history_load.sql, 1,000 roles each.
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "bench/roles.h"
#include "sql/database.h"
#include "sql/lock.h"
#include "sql/run.h"

namespace {

using namespace iamirror;

// Every role of the accounts changes. Gives the seconds the publishing transaction took.
double publish_change(sql::Database& database, int accounts, int revision) {
    const auto run = sql::start_run(database, {.command = "import", .version = "bench", .host = "bench", .pid = 1});
    sql::Staging staging{database, run};
    staging.sweep();
    std::vector<sql::ScopeResult> scopes;
    for (int i = 0; i < accounts; ++i) {
        const sql::ScopeKey scope{bench::account_id(i), "global", "aws_iam_role", ""};
        bench::stage(staging, scope, bench::roles(scope.account_id, 1000, "r" + std::to_string(revision)));
        scopes.push_back({.key = scope, .objects = 1000});
    }
    const auto start = std::chrono::steady_clock::now();
    const auto report = sql::publish(database, run, scopes, {}, false);
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    sql::end_run(database, run, {.status = "complete"});
    std::printf("published %ld rows in %.2f s\n", report.rows_written, elapsed.count());
    return elapsed.count();
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 4) return std::fprintf(stderr, "usage: bench_publish URI ACCOUNTS SECONDS\n"), 64;
    const auto database = sql::Database::connect(argv[1]);
    if (auto lock = sql::take_writer_lock(*database); !lock)
        return std::fprintf(stderr, "%s\n", describe(lock.error()).c_str()), 6;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds{std::atoi(argv[3])};
    for (int revision = 1; std::chrono::steady_clock::now() < end; ++revision)
        publish_change(*database, std::atoi(argv[2]), revision);
    return 0;
}
