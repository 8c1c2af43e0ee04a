#include "sql/migrate.h"

#include <algorithm>
#include <map>

#include "model/base/digest.h"
#include "sql/embedded.h"
#include "sql/lock.h"

namespace iamirror::sql {

namespace {

using Digests = std::map<std::string, std::string, std::less<>>;

constexpr int replace_attempts = 10;

Error refusal(std::string message, std::string hint) {
    return {.kind = ErrorKind::refused, .message = std::move(message), .hint = std::move(hint)};
}

Digests digests(Database& database, std::string_view relation, std::string_view statement) {
    Digests found;
    if (!database.query(query::relation_exists, {std::string(relation)}).rows[0][0]) return found;
    const auto rows = database.query(statement);
    for (std::size_t i = 0; i < rows.size(); ++i) found[rows.text(i, "name")] = rows.text(i, "sha256");
    return found;
}

// What stands in the database but is not ours, or not as ours.
Status judge(const Digests& applied) {
    Digests ours;
    for (const auto& script : migrations()) ours[std::string(script.name)] = sha256_hex(script.text);
    for (const auto& [name, digest] : applied) {
        const auto known = ours.find(name);
        if (known == ours.end())
            return refusal("the database has migration " + name + ", which this program does not know",
                           "use the newer iamirror that made it");
        if (known->second != digest)
            return refusal("migration " + name + " was applied with another text than this program's",
                           "restore the database from a backup, or use the iamirror that made it");
    }
    return Done{};
}

void become_owner(Database& database) {
    database.script(query::become_owner);
}

void apply(Database& database, const Script& script, bool is_first) {
    database.transaction([&] {
        if (!is_first) become_owner(database);
        database.script(script.text);
        database.query(query::record_migration, {std::string(script.name), sha256_hex(script.text)});
    });
}

bool is_current(const Digests& done, std::string_view folder, std::span<const Script> scripts) {
    return std::ranges::all_of(scripts, [&](const Script& script) {
        const auto known = done.find(std::string(folder) + "/" + std::string(script.name));
        return known != done.end() && known->second == sha256_hex(script.text);
    });
}

// Replaces what has changed of functions/ or views/; each file in a transaction of its own.
long repeat(Database& database, std::string_view folder, std::span<const Script> scripts) {
    const Digests done = digests(database, "ops.repeatable", query::list_repeatables);
    long replaced = 0;
    for (const auto& script : scripts) {
        const std::string name = std::string(folder) + "/" + std::string(script.name);
        const std::string digest = sha256_hex(script.text);
        const auto known = done.find(name);
        if (known != done.end() && known->second == digest) continue;
        database.transaction([&] {
            become_owner(database);
            database.script(query::defer_body_checks);
            database.script(script.text);
            become_owner(database);
            database.query(query::record_repeatable, {name, digest});
        });
        ++replaced;
    }
    return replaced;
}

// A view in use is not waited for: behind a long report the replacement would block every other reader.
void make_view(Database& database, const std::string& schema, const std::string& type) {
    for (int attempt = 1;; ++attempt) {
        try {
            database.transaction([&] {
                become_owner(database);
                database.script(query::wait_briefly);
                database.query(query::make_view, {schema, type});
            });
            return;
        } catch (const DatabaseError& error) {
            constexpr std::string_view lock_not_available = "55P03";
            if (error.sqlstate != lock_not_available || attempt == replace_attempts) throw;
        }
    }
}

long make_views(Database& database) {
    const auto outdated = database.query(query::list_outdated_views);
    for (std::size_t i = 0; i < outdated.size(); ++i)
        make_view(database, outdated.text(i, "schema_name"), outdated.text(i, "type_name"));
    return static_cast<long>(outdated.size());
}

MigrationReport bring_up(Database& database, const Digests& applied) {
    MigrationReport report;
    bool is_first = true;
    for (const auto& script : migrations()) {
        if (!applied.contains(script.name)) {
            apply(database, script, is_first);
            report.applied.emplace_back(script.name);
        }
        if (is_first) report.repeated += repeat(database, "functions", functions());
        is_first = false;
    }
    report.repeated += repeat(database, "views", views());
    report.repeated += make_views(database);
    database.transaction([&] {
        become_owner(database);
        database.script(query::ensure_all_partitions);
    });
    return report;
}

}  // namespace

Result<MigrationReport> migrate(Database& database) {
    if (auto locked = take_writer_lock(database); !locked) return std::move(locked).error();
    struct Release {
        Database& database;
        ~Release() {
            try {
                release_writer_lock(database);
            } catch (const DatabaseError&) {  // the connection is gone, and the lock with it
            }
        }
    } release{database};

    const Digests applied = digests(database, "ops.migration", query::list_migrations);
    if (auto verdict = judge(applied); !verdict) return std::move(verdict).error();
    return bring_up(database, applied);
}

Status check_schema(Database& database) {
    const Digests applied = digests(database, "ops.migration", query::list_migrations);
    if (auto verdict = judge(applied); !verdict) return verdict;
    const Digests done = digests(database, "ops.repeatable", query::list_repeatables);
    if (applied.size() < migrations().size() || !is_current(done, "functions", functions()) ||
        !is_current(done, "views", views()))
        return Error{.kind = ErrorKind::database,
                     .message = applied.empty() ? "the database has no iamirror schema"
                                                : "the database has the schema of an older iamirror",
                     .hint = "run iamirror init"};
    return Done{};
}

}  // namespace iamirror::sql
