#include "sync/import/reading.h"

#include "sync/context.h"

namespace iamirror::sync {

void describe_failure(const Error& error, const aws::Operation& asked, sql::ScopeResult& scope) {
    const bool denied = error.kind == ErrorKind::denied;
    scope.status = denied ? sql::ScopeStatus::denied : sql::ScopeStatus::failed;
    scope.error_code = error.aws_code.empty() ? std::string{name(error.kind)} : error.aws_code;
    scope.error_message = describe(error);
    // What was denied may be another call, that the identity needs: sts:AssumeRole.
    if (denied)
        scope.missing_permission =
            error.service_action == asked.action() ? asked.needed_permission() : error.service_action;
}

std::string region_in(const Row& row, const std::vector<std::string>& region_columns) {
    for (const auto& column : region_columns) {
        const auto found = row.columns.find(column);
        if (found != row.columns.end() && found->second.is_string()) return found->second.get<std::string>();
    }
    return "";
}

KnownObject known_object(const Row& row, const std::vector<std::string>& region_columns) {
    return {row.object_id, row.arn, row.name, region_in(row, region_columns)};
}

aws::Parameters parameters_of(const Listing& listing, const std::string& account_id) {
    auto parameters = listing.parameters;
    if (!listing.account_parameter.empty()) parameters.emplace_back(listing.account_parameter, account_id);
    return parameters;
}

AboutObject ask_about(const KnownObject& object, const Part& part, const aws::Client& client,
                      const std::string& account_id) {
    auto there = object.region.empty() ? client : client.in_region(object.region);
    auto parameters = parameters_of(part.listing, account_id);
    parameters.emplace_back(part.fan_out.parameter, object.name);
    return {there.call(part.listing.operation, parameters), there.region()};
}

Status check_signal() {
    if (Context::signal_received() == 0) return Done{};
    return Error{.kind = ErrorKind::interrupted, .message = "a signal ended the run; the mirror is as it was"};
}

}  // namespace iamirror::sync
