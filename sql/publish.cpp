#include <algorithm>

#include "model/base/text.h"
#include "sql/embedded.h"
#include "sql/staging.h"

namespace iamirror::sql {

namespace {

std::string scope_name(const ScopeKey& key) {
    return key.part.empty() ? key.resource_type : key.resource_type + "/" + key.part;
}

// What others wrote (an error message of AWS, a name) must not end the publish.
Value storable(const Value& text) {
    return text ? Value(to_storable(*text)) : std::nullopt;
}

void insert_gaps(Database& database, const std::string& run, const ScopeResult& scope) {
    if (scope.gaps.empty()) return;
    auto next = scope.gaps.begin();
    database.copy("ops.scope_object",
                  {"run_id", "account_id", "region", "resource_type", "object_id", "status", "error_code",
                   "error_message", "missing_permission"},
                  [&](Values& row) {
                      if (next == scope.gaps.end()) return false;
                      const ObjectGap& gap = *next++;
                      row = {run,
                             scope.key.account_id,
                             scope.key.region,
                             scope_name(scope.key),
                             to_storable(gap.object_id),
                             std::string(name(gap.status)),
                             storable(gap.error_code),
                             storable(gap.error_message),
                             storable(gap.missing_permission)};
                      return true;
                  });
}

void insert_scope(Database& database, const std::string& run, const ScopeResult& scope) {
    database.query(query::insert_scope,
                   {run, scope.key.account_id, scope.key.region, scope_name(scope.key), std::string(name(scope.status)),
                    std::to_string(scope.objects), std::to_string(scope.pages), std::to_string(scope.calls),
                    std::to_string(scope.retries), storable(scope.error_code), storable(scope.error_message),
                    storable(scope.missing_permission), scope.read_at, scope.is_by_object ? "t" : "f"});
    insert_gaps(database, run, scope);
}

void insert_finding(Database& database, const std::string& run, const Finding& finding) {
    Values values{run};
    for (const auto& text : {finding.account_id, finding.region, finding.resource_type, finding.object_id})
        values.push_back(to_storable(text));
    values.insert(values.end(), {storable(finding.arn), storable(finding.attribute)});
    for (const auto& text : {finding.code, finding.severity, finding.message, finding.remedy})
        values.push_back(to_storable(text));
    database.query(query::insert_finding, values);
}

void mark_held(Database& database, const std::string& run, std::vector<ScopeResult>& scopes) {
    const auto held = database.query(query::held_scopes, {run});
    for (std::size_t i = 0; i < held.size(); ++i) {
        const auto scope = std::ranges::find_if(scopes, [&](const ScopeResult& candidate) {
            return candidate.key.account_id == held.text(i, "account_id") &&
                   candidate.key.region == held.text(i, "region") &&
                   scope_name(candidate.key) == held.text(i, "resource_type");
        });
        scope->status = ScopeStatus::held;
        scope->error_message = held.at(i, "error_message");
    }
}

// Types of which the publish changed more than a tenth: their statistics are no longer true.
std::vector<std::string> much_changed(const Rows& counts) {
    std::vector<std::string> types;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const auto number = [&](const char* column) { return std::stol(counts.at(i, column).value_or("0")); };
        if ((number("created") + number("changed") + number("deleted")) * 10 > number("living"))
            types.push_back(counts.text(i, "resource_type"));
    }
    return types;
}

std::vector<TypeCount> type_counts(const Rows& counts) {
    std::vector<TypeCount> types;
    for (std::size_t i = 0; i < counts.size(); ++i)
        types.push_back({.resource_type = counts.text(i, "resource_type"),
                         .seen = std::stol(counts.text(i, "seen")),
                         .created = std::stol(counts.text(i, "created")),
                         .changed = std::stol(counts.text(i, "changed")),
                         .deleted = std::stol(counts.text(i, "deleted"))});
    return types;
}

}  // namespace

std::string_view name(ScopeStatus status) {
    switch (status) {
        case ScopeStatus::complete:
            return "complete";
        case ScopeStatus::held:
            return "held";
        case ScopeStatus::denied:
            return "denied";
        case ScopeStatus::failed:
            return "failed";
        case ScopeStatus::skipped:
            return "skipped";
    }
    return "";
}

PublishReport publish(Database& database, long run_id, std::span<const ScopeResult> scopes,
                      std::span<const Finding> findings, bool accept_empty) {
    const std::string run = std::to_string(run_id);
    PublishReport report;
    report.scopes.assign(scopes.begin(), scopes.end());
    Rows counts;
    database.transaction([&] {
        for (const auto& scope : scopes) insert_scope(database, run, scope);
        for (const auto& finding : findings) insert_finding(database, run, finding);
        counts = database.query(query::publish, {run, accept_empty ? "t" : "f"});
        mark_held(database, run, report.scopes);
        const auto published = database.query(query::published_run, {run});
        report.published_at = published.text(0, "published_at");
        report.rows_written = std::stol(published.text(0, "rows_written"));
    });
    report.types = type_counts(counts);
    for (const auto& type : much_changed(counts)) database.query(query::analyze_type, {type});
    return report;
}

}  // namespace iamirror::sql
