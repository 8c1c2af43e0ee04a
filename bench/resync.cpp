// An unchanged resync of 100,000 rows beside COPY of the same rows alone, in one run: bench_resync URI [ROWS]
// The database is at the program's schema and otherwise empty.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "bench/roles.h"
#include "model/base/digest.h"
#include "sql/database.h"
#include "sql/lock.h"
#include "sql/run.h"

namespace {

using namespace iamirror;

struct Cost {
    double seconds = 0;
    double wal_bytes = 0;
};

double wal_position(sql::Database& database) {
    return std::stod(
        database.query("select pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0') as b")
            .text(0, "b"));
}

template <typename Body>
Cost cost_of(sql::Database& database, const Body& body) {
    const auto wal = wal_position(database);
    const auto start = std::chrono::steady_clock::now();
    body();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    return {elapsed.count(), wal_position(database) - wal};
}

void resync(sql::Database& database, const std::vector<sql::StagedObject>& objects) {
    const auto run = sql::start_run(database, {.command = "import", .version = "bench", .host = "bench", .pid = 1});
    sql::Staging staging{database, run};
    staging.sweep();
    const sql::ScopeKey scope{bench::account_id(1), "global", "aws_iam_role", ""};
    bench::stage(staging, scope, objects);
    const sql::ScopeResult result{.key = scope, .objects = static_cast<long>(objects.size())};
    sql::publish(database, run, {&result, 1}, {}, false);
    sql::end_run(database, run, {.status = "complete"});
}

void copy_whole(sql::Database& database, const std::vector<sql::StagedObject>& objects) {
    std::size_t at = 0;
    database.copy("public.whole", {"account_id", "region", "object_id", "arn", "name", "hash", "columns", "activity"},
                  [&](sql::Values& row) {
                      if (at == objects.size()) return false;
                      const auto& object = objects[at++];
                      row = {bench::account_id(1),        "global",       object.object_id, object.arn, object.name,
                             "\\x" + to_hex(object.hash), object.columns, object.activity};
                      return true;
                  });
}

void print(const char* what, const Cost& cost) {
    std::printf("%-28s %8.2f s %10.0f kB of WAL\n", what, cost.seconds, cost.wal_bytes / 1024);
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2) return std::fprintf(stderr, "usage: bench_resync URI [ROWS]\n"), 64;
    const auto database = sql::Database::connect(argv[1]);
    const auto objects = bench::roles(bench::account_id(1), argc > 2 ? std::atoi(argv[2]) : 100'000, "service");
    if (auto lock = sql::take_writer_lock(*database); !lock)
        return std::fprintf(stderr, "%s\n", describe(lock.error()).c_str()), 6;
    print("first import", cost_of(*database, [&] { resync(*database, objects); }));
    double best_resync = 1e9, best_copy = 1e9;
    for (int round = 0; round < 5; ++round) {
        const auto again = cost_of(*database, [&] { resync(*database, objects); });
        print("unchanged resync", again);
        database->script(
            "drop table if exists public.whole; create table public.whole (account_id text, region text, object_id "
            "text, "
            "arn text, name text, hash bytea, columns jsonb, activity jsonb)");
        const auto copy = cost_of(*database, [&] { copy_whole(*database, objects); });
        print("COPY of the same rows", copy);
        best_resync = std::min(best_resync, again.seconds);
        best_copy = std::min(best_copy, copy.seconds);
    }
    std::printf("ratio of the best of five: %.2f\n", best_resync / best_copy);
    return 0;
}
