#include "sync/import/import_report.h"

#include <algorithm>

#include "model/base/text.h"
#include "sync/failure.h"
#include "sync/output.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

json value_or_null(const sql::Value& value) {
    return value ? json(*value) : json(nullptr);
}

bool is_partial(const sql::ScopeResult& scope) {
    return scope.status != sql::ScopeStatus::complete && scope.status != sql::ScopeStatus::skipped;
}

std::string type_of(const sql::ScopeKey& key) {
    return key.part.empty() ? key.resource_type : key.resource_type + "/" + key.part;
}

json to_json(const sql::ScopeResult& scope, long run_id) {
    return {{"run_id", std::to_string(run_id)},
            {"account_id", scope.key.account_id},
            {"region", scope.key.region},
            {"resource_type", type_of(scope.key)},
            {"status", sql::name(scope.status)},
            {"objects", scope.objects},
            {"pages", scope.pages},
            {"calls", scope.calls},
            {"retries", scope.retries},
            {"error_code", value_or_null(scope.error_code)},
            {"error_message", value_or_null(scope.error_message)},
            {"missing_permission", value_or_null(scope.missing_permission)},
            {"read_at", value_or_null(scope.read_at)},
            {"stale_since", value_or_null(scope.stale_since)}};
}

json to_json(const ImportReport& report) {
    json scopes = json::array(), objects = json::object();
    if (report.publish) {
        for (const auto& scope : report.publish->scopes) scopes.push_back(to_json(scope, report.run_id));
        for (const auto& type : report.publish->types)
            objects[type.resource_type] = {
                {"seen", type.seen}, {"created", type.created}, {"changed", type.changed}, {"deleted", type.deleted}};
    }
    return {{"run_id", report.run_id == 0 ? json(nullptr) : json(std::to_string(report.run_id))},
            {"status", report.status},
            {"published_at", report.publish ? json(report.publish->published_at) : json(nullptr)},
            {"scopes", scopes},
            {"objects", objects},
            {"findings", report.findings},
            {"api_calls", report.api_calls},
            {"error", report.error ? sync::to_json(*report.error) : json(nullptr)}};
}

Table objects_table(const sql::PublishReport& publish) {
    Table table{.columns = {"resource_type", "seen", "created", "changed", "deleted"}, .rows = {}};
    for (const auto& type : publish.types)
        table.rows.push_back({type.resource_type, std::to_string(type.seen), std::to_string(type.created),
                              std::to_string(type.changed), std::to_string(type.deleted)});
    return table;
}

void say_gaps(Context& context, const ImportReport& report) {
    for (const auto& scope : report.publish->scopes) {
        if (!is_partial(scope)) continue;
        std::string line = "not complete: " + type_of(scope.key) + " is " + std::string{sql::name(scope.status)};
        if (scope.status == sql::ScopeStatus::held)
            line +=
                ": the listing went from ten or more to none; its rows stay until a second import agrees, or "
                "--accept-empty";
        if (scope.missing_permission) line += ": the identity needs " + *scope.missing_permission;
        if (scope.error_message) line += "; " + *scope.error_message;
        context.log().say(printable(line));
    }
    if (report.findings > 0)
        context.log().say(std::to_string(report.findings) +
                          " findings: select * from ops.finding where run_id = " + std::to_string(report.run_id));
}

}  // namespace

void ImportReport::finish(bool allow_partial) {
    if (error) {
        status = error->kind == ErrorKind::interrupted ? "interrupted" : "failed";
        exit_code = exit_code_of(*error);
        return;
    }
    const bool partial = std::any_of(publish->scopes.begin(), publish->scopes.end(), is_partial);
    status = partial ? "partial" : "complete";
    exit_code = partial && !allow_partial ? ExitCode::partial : ExitCode::done;
}

ImportReport ImportReport::failure(const Error& error) {
    ImportReport report;
    report.error = error;
    report.finish(false);
    return report;
}

void print_report(std::ostream& out, Context& context, const ImportReport& report) {
    if (context.config().output == OutputFormat::json) {
        print(out, to_json(report));
    } else if (report.publish) {
        print(out, objects_table(*report.publish), context.config().output);
    }
    if (report.error) context.log().fail(*report.error);
    if (!report.publish) return;
    say_gaps(context, report);
    context.log().say("run " + std::to_string(report.run_id) + " " + report.status + ": " +
                      std::to_string(report.api_calls) + " API calls, " + std::to_string(report.publish->rows_written) +
                      " rows written, published at " + report.publish->published_at);
}

}  // namespace iamirror::sync
