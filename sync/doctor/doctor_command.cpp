#include "sync/doctor/doctor_command.h"

#include <algorithm>
#include <cstdio>
#include <iostream>

#include "model/arn.h"
#include "model/base/text.h"
#include "sql/embedded.h"
#include "sql/migrate.h"
#include "sync/doctor/doctor_report.h"
#include "sync/doctor/probe_apply.h"
#include "sync/doctor/probe_import.h"
#include "sync/failure.h"
#include "sync/listings_iam.h"

namespace iamirror::sync {

namespace {

Check broken(const std::string& area, const Error& error) {
    auto told = error;
    told.hint.clear();
    return {area, "", Health::broken, describe(told), "", error.hint};
}

Check check_database(Context& context) {
    try {
        const auto database = context.connect();
        if (!database) return broken("database", database.error());
        if (auto status = sql::check_schema(**database); !status) return broken("database", status.error());
        const auto version = (*database)->query(sql::query::server_version).text(0, "server_version");
        return {.area = "database", .subject = "", .message = "PostgreSQL " + version + ", schema of this version"};
    } catch (const sql::DatabaseError& error) {
        return broken("database", {.kind = ErrorKind::database, .message = error.what()});
    }
}

// The client signs by AWS's time; other programs on this machine may not.
Check check_clock(const aws::Client& client) {
    const auto skew = std::chrono::duration<double>(client.clock_skew()).count();
    char text[64];
    std::snprintf(text, sizeof text, "%.1f s %s AWS", std::abs(skew), skew < 0 ? "ahead of" : "behind");
    const bool is_wrong = std::abs(skew) > 60;
    return {"clock", "", is_wrong ? Health::impaired : Health::good,
            text,    "", is_wrong ? "set this machine's clock" : ""};
}

class Doctor {
  public:
    explicit Doctor(Context& context) : context_(context) {}

    Result<DoctorReport> run() {
        const auto& config = context_.config();
        report_.sources =
            aws::describe_sources({.profile = config.profile, .region = config.region}, context_.surroundings());
        report_.checks.push_back(check_database(context_));
        auto client = context_.make_client();
        const auto identity = client.call(get_caller_identity(), {});
        if (!identity && identity.error().kind == ErrorKind::interrupted) return identity.error();
        if (!identity)
            report_.checks.push_back(broken("identity", identity.error()));
        else if (auto status = with_identity(client, identity->result); !status)
            return status.error();
        return std::move(report_);
    }

  private:
    Status with_identity(aws::Client& client, const aws::Node& identity) {
        report_.identity_arn = identity.text("Arn").value_or("");
        report_.account_id = identity.text("Account").value_or("");
        report_.partition = model::partition_of(report_.identity_arn);
        client.set_account_id(report_.account_id);
        report_.checks.push_back({.area = "identity",
                                  .subject = "",
                                  .message = printable(report_.identity_arn) + ", account " +
                                             printable(report_.account_id) + ", partition " +
                                             printable(report_.partition) + ", region " + client.region()});
        report_.checks.push_back(check_clock(client));
        const auto import = probe_import(client, resource_types(), report_.account_id);
        if (!import) return import.error();
        add(*import);
        add(probe_apply(client, report_.identity_arn));
        return Done{};
    }

    void add(const Checks& checks) { report_.checks.insert(report_.checks.end(), checks.begin(), checks.end()); }

    Context& context_;
    DoctorReport report_;
};

ExitCode exit_code_of(const Checks& checks) {
    const auto any = [&](auto is_so) { return std::any_of(checks.begin(), checks.end(), is_so); };
    if (any([](const Check& check) { return check.health == Health::broken; })) return ExitCode::failed;
    const bool is_partial =
        any([](const Check& check) { return check.area == "import" && check.health == Health::impaired; });
    return is_partial ? ExitCode::partial : ExitCode::done;
}

}  // namespace

ExitCode run_doctor(Context& context) {
    const auto report = Doctor{context}.run();
    if (!report) return fail(context, report.error());
    print_report(std::cout, *report, context.config().output);
    return exit_code_of(report->checks);
}

}  // namespace iamirror::sync
