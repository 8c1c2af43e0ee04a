#include "sync/import/read_listings.h"

#include <algorithm>
#include <deque>
#include <functional>
#include <set>

#include "aws/absence.h"
#include "aws/pager.h"
#include "sync/import/read_objects.h"
#include "sync/import/scope_sink.h"

namespace iamirror::sync {

namespace {

// A type while it is read in one place.
struct TypeJob {
    const ResourceType* type = nullptr;
    std::vector<KnownObject> objects;  // kept for fan-outs and regions only
    sql::ScopeResult primary;          // how its listing ended
};

// One part of a type while its listing is read.
struct PartJob {
    TypeJob* type = nullptr;
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

bool needs_objects(const ResourceType& type) {
    return !type.region_columns.empty() ||
           std::any_of(type.enrichments.begin(), type.enrichments.end(), std::mem_fn(&Part::is_fan_out));
}

// Types in one place: "global", or a region.
class PlaceReader {
  public:
    PlaceReader(ReadingParts& parts, aws::Client client, std::string scope_region, Reading& reading)
        : parts_(parts), client_(std::move(client)), scope_region_(std::move(scope_region)), reading_(reading) {}

    void plan(const ResourceType& type) {
        auto& job = types_.emplace_back(TypeJob{.type = &type, .objects = {}, .primary = {}});
        plan_part(job, type.primary);
        for (const auto& enrichment : type.enrichments)
            if (!enrichment.is_fan_out()) plan_part(job, enrichment);
    }

    void run() {
        for (auto& job : jobs_)
            if (!reading_.interrupted) run(job);
        for (auto& type : types_)
            for (const auto& part : type.type->enrichments)
                if (part.is_fan_out() && !reading_.interrupted) run_fan_out(type, part);
    }

    // Where the objects are that were read.
    void add_regions(std::set<std::string>& regions) const {
        for (const auto& type : types_)
            for (const auto& object : type.objects)
                if (!object.region.empty()) regions.insert(object.region);
    }

  private:
    sql::ScopeKey scope_of(const ResourceType& type, const Part& part) const {
        return {parts_.account_id, scope_region_, type.name, part.name};
    }

    void plan_part(TypeJob& type, const Part& part) {
        auto& jobs = job_of(part.listing).parts;
        jobs.push_back(
            {.type = &type,
             .part = &part,
             .sink = {{parts_.staging, reading_.findings, parts_.partition}, scope_of(*type.type, part), part},
             .reader = make_reader(part),
             .scope = scope_of(*type.type, part),
             .error = std::nullopt});
        if (part.name.empty() && needs_objects(*type.type))
            jobs.back().sink.keep(type.objects, type.type->region_columns);
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
        for (auto& part : job.parts) finish(part, job.listing, status, summary);
    }

    Status read(Job& job, aws::ListingSummary& summary) {
        for (const auto& asked : parts_.asked)
            if (asked.action == job.listing.operation.action()) return one_page(job, asked.answer, summary);
        auto status = aws::for_each_page(
            client_, job.listing.operation, job.listing.paging, parameters_of(job.listing, parts_.account_id),
            [&](const aws::Node& result) { return page(job, result); }, summary);
        if (!status && aws::is_not_configured(status.error())) return page(job, {});
        return status;
    }

    Status one_page(Job& job, const Result<aws::Answer>& answer, aws::ListingSummary& summary) {
        summary.add(answer);
        if (!answer) return answer.error();
        return page(job, answer->result);
    }

    Status page(Job& job, const aws::Node& result) {
        if (auto status = check_signal(); !status) return status;
        for (auto& part : job.parts) {
            if (part.error) continue;
            if (auto status = part.reader->page(result, part.sink); !status) part.error = status.error();
        }
        if (job.listing.paging.size > 0)
            parts_.observer.on(Progress{job.listing.operation.action(), objects(job),
                                        job.listing.operation.service == "iam" ? parts_.expected : 0});
        return Done{};
    }

    static long objects(const Job& job) {
        long sum = 0;
        for (const auto& part : job.parts) sum += part.sink.objects();
        return sum;
    }

    void finish(PartJob& part, const Listing& listing, const Status& status, const aws::ListingSummary& summary) {
        if (!status) part.error = status.error();
        if (!part.error)
            if (auto ended = part.reader->end(part.sink); !ended) part.error = ended.error();
        part.sink.flush();
        sql::ScopeResult result{.key = part.scope,
                                .objects = part.sink.objects(),
                                .pages = summary.pages,
                                .calls = summary.calls,
                                .retries = summary.retries,
                                .read_at = to_rfc3339(parts_.clock.now())};
        if (part.error) describe_failure(*part.error, listing.operation, result);
        if (!part.error && part.part->name.empty())
            reading_.own_objects[part.scope.resource_type] += part.sink.own_objects();
        if (part.part->name.empty()) part.type->primary = result;
        reading_.scopes.push_back(std::move(result));
    }

    void run_fan_out(TypeJob& type, const Part& part) {
        auto scope = scope_of(*type.type, part);
        if (type.primary.status == sql::ScopeStatus::complete)
            read_objects({parts_, client_, *type.type, part, std::move(scope)}, type.objects, reading_);
        else
            reading_.scopes.push_back(unread_fan_out(scope, type.primary));
    }

    ReadingParts& parts_;
    aws::Client client_;
    std::string scope_region_;
    Reading& reading_;
    std::deque<TypeJob> types_;  // which do not move: their parts point at them
    std::vector<Job> jobs_;
};

std::set<std::string> regions_of(const ReadingParts& parts, const PlaceReader& global) {
    if (!parts.regions.empty()) return {parts.regions.begin(), parts.regions.end()};
    std::set<std::string> regions{parts.former_regions.begin(), parts.former_regions.end()};
    global.add_regions(regions);
    if (regions.empty()) regions.insert(parts.client.region());
    return regions;
}

}  // namespace

void read_listings(ReadingParts parts, const std::vector<ResourceType>& types, Reading& reading) {
    PlaceReader global{parts, parts.client, global_region, reading};
    for (const auto& type : types)
        if (!type.is_regional) global.plan(type);
    global.run();
    for (const auto& region : regions_of(parts, global)) {
        if (reading.interrupted) return;
        PlaceReader place{parts, parts.client.in_region(region), region, reading};
        for (const auto& type : types)
            if (type.is_regional) place.plan(type);
        place.run();
    }
}

}  // namespace iamirror::sync
