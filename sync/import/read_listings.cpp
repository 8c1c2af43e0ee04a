#include "sync/import/read_listings.h"

#include <algorithm>

#include "aws/pager.h"
#include "sync/context.h"
#include "sync/import/scope_sink.h"

namespace iamirror::sync {

namespace {

// One part of a type while its listing is read.
struct PartJob {
    const Part* part = nullptr;
    ScopeSink sink;
    std::unique_ptr<PartReader> reader;
    sql::ScopeKey scope;
    std::optional<Error> error;
};

// A listing and the parts it feeds.
struct Job {
    Listing listing;
    std::vector<PartJob> parts;
};

std::string key_of(const Listing& listing) {
    std::string key = listing.operation.action();
    for (const auto& [name, value] : listing.parameters) key += "&" + name + "=" + value;
    return key;
}

class ListingsReader {
  public:
    ListingsReader(ReadingParts parts, Reading& reading) : parts_(parts), reading_(reading) {}

    void plan(const ResourceType& type) {
        plan_part(type, type.primary);
        for (const auto& enrichment : type.enrichments) plan_part(type, enrichment);
    }

    void run() {
        for (auto& job : jobs_) {
            if (reading_.interrupted) return;
            run(job);
        }
    }

  private:
    void plan_part(const ResourceType& type, const Part& part) {
        const sql::ScopeKey scope{parts_.account_id, type.region, type.name, part.name};
        job_of(part.listing)
            .parts.push_back({.part = &part,
                              .sink = {parts_.staging, scope, part.row_format, reading_.findings},
                              .reader = make_reader(part),
                              .scope = scope,
                              .error = std::nullopt});
    }

    Job& job_of(const Listing& listing) {
        for (auto& job : jobs_)
            if (key_of(job.listing) == key_of(listing)) return job;
        jobs_.push_back({.listing = listing, .parts = {}});
        return jobs_.back();
    }

    void run(Job& job) {
        aws::ListingSummary summary;
        auto status = read(job, summary);
        if (!status && status.error().kind == ErrorKind::interrupted) {
            reading_.interrupted = status.error();
            return;
        }
        for (auto& part : job.parts) finish(part, status, summary);
    }

    Status read(Job& job, aws::ListingSummary& summary) {
        for (const auto& asked : parts_.asked)
            if (asked.action == job.listing.operation.action()) return one_page(job, asked.answer, summary);
        return aws::for_each_page(
            parts_.client, job.listing.operation, job.listing.paging, job.listing.parameters,
            [&](const aws::Node& result) { return page(job, result); }, summary);
    }

    Status one_page(Job& job, const Result<aws::Answer>& answer, aws::ListingSummary& summary) {
        const int calls = answer ? answer->attempts : static_cast<int>(answer.error().attempts.size());
        summary = {.pages = answer ? 1 : 0, .calls = calls, .retries = std::max(calls - 1, 0)};
        if (!answer) return answer.error();
        return page(job, answer->result);
    }

    Status page(Job& job, const aws::Node& result) {
        if (Context::signal_received() != 0)
            return Error{.kind = ErrorKind::interrupted, .message = "a signal ended the run; the mirror is as it was"};
        for (auto& part : job.parts) {
            if (part.error) continue;
            if (auto status = part.reader->page(result, part.sink); !status) part.error = status.error();
        }
        if (job.listing.paging.size > 0)
            parts_.observer.on(Progress{job.listing.operation.action(), objects(job), parts_.expected});
        return Done{};
    }

    static long objects(const Job& job) {
        long sum = 0;
        for (const auto& part : job.parts) sum += part.sink.objects();
        return sum;
    }

    void finish(PartJob& part, const Status& listing, const aws::ListingSummary& summary) {
        if (!listing) part.error = listing.error();
        if (!part.error)
            if (auto status = part.reader->end(part.sink); !status) part.error = status.error();
        part.sink.flush();
        sql::ScopeResult result{.key = part.scope,
                                .objects = part.sink.objects(),
                                .pages = summary.pages,
                                .calls = summary.calls,
                                .retries = summary.retries,
                                .read_at = to_rfc3339(parts_.clock.now())};
        if (part.error)
            describe_failure(*part.error, result);
        else if (part.part->name.empty())
            reading_.own_objects[part.scope.resource_type] = part.sink.own_objects();
        reading_.scopes.push_back(std::move(result));
    }

    ReadingParts parts_;
    Reading& reading_;
    std::vector<Job> jobs_;
};

}  // namespace

void read_listings(ReadingParts parts, const std::vector<ResourceType>& types, Reading& reading) {
    ListingsReader reader{parts, reading};
    for (const auto& type : types) reader.plan(type);
    reader.run();
}

void describe_failure(const Error& error, sql::ScopeResult& scope) {
    const bool denied = error.kind == ErrorKind::denied;
    scope.status = denied ? sql::ScopeStatus::denied : sql::ScopeStatus::failed;
    scope.error_code = error.aws_code.empty() ? std::string{name(error.kind)} : error.aws_code;
    scope.error_message = describe(error);
    if (denied) scope.missing_permission = error.service_action;
}

}  // namespace iamirror::sync
