#include "sync/import/read_objects.h"

#include <algorithm>
#include <optional>

#include "aws/absence.h"
#include "aws/pager.h"
#include "model/base/text.h"
#include "sync/import/fan_out.h"
#include "sync/import/scope_sink.h"

namespace iamirror::sync {

namespace {

using Found = std::optional<Result<Row>>;

// What asking about one object gave.
struct Asking {
    Found row;
    aws::ListingSummary summary;
};

class ObjectsReader {
  public:
    explicit ObjectsReader(const FanOutParts& parts)
        : parts_(parts.run), client_(parts.client), type_(parts.type), part_(parts.part) {}

    void run(std::vector<KnownObject>& objects, sql::ScopeResult& scope, Reading& reading) {
        ScopeSink sink{{parts_.staging, reading.findings, parts_.partition}, scope.key, part_};
        auto asked = to_be_asked(objects);
        std::vector<Asking> askings(asked.size());
        fan_out(
            asked.size(), parts_.threads, [&](std::size_t i) { askings[i] = ask(*asked[i]); },
            [&](std::size_t i) {
                const auto asking = std::exchange(askings[i], {});
                count(asking, scope);
                if (auto status = take(*asked[i], *asking.row, sink, scope); !status) {
                    reading.interrupted = status.error();
                    return false;
                }
                parts_.observer.on(Progress{part_.listing.operation.action(), static_cast<long>(i) + 1,
                                            static_cast<long>(asked.size())});
                return true;
            });
        sink.flush();
        scope.objects = sink.objects();
        total_ = asked.size();
    }

    // The scope's own status, from those of its gaps. The first one's error stands for all.
    void conclude(sql::ScopeResult& scope) const {
        const auto missing = std::count_if(scope.gaps.begin(), scope.gaps.end(), is_unread);
        const auto first = std::find_if(scope.gaps.begin(), scope.gaps.end(), is_unread);
        if (first == scope.gaps.end()) return;
        const bool has_failed = std::any_of(scope.gaps.begin(), scope.gaps.end(),
                                            [](const auto& gap) { return gap.status == sql::ScopeStatus::failed; });
        scope.status = has_failed ? sql::ScopeStatus::failed : sql::ScopeStatus::denied;
        scope.error_code = first->error_code;
        scope.error_message = std::to_string(missing) + " of " + std::to_string(total_) +
                              " were not read, see ops.scope_object; the first: " + *first->error_message;
        for (const auto& gap : scope.gaps)
            if (gap.missing_permission) scope.missing_permission = gap.missing_permission;
    }

  private:
    static bool is_unread(const sql::ObjectGap& gap) { return gap.status != sql::ScopeStatus::skipped; }

    std::vector<KnownObject*> to_be_asked(std::vector<KnownObject>& objects) const {
        std::vector<KnownObject*> asked;
        for (auto& object : objects)
            if (!part_.fan_out.only_unplaced || object.region.empty()) asked.push_back(&object);
        return asked;
    }

    // On any thread.
    Asking ask(const KnownObject& object) const {
        if (auto status = check_signal(); !status) return {Result<Row>{status.error()}, {}};
        const auto [answer, asked_in] = ask_about(object, part_, client_, parts_.account_id);
        Asking asking;
        asking.summary.add(answer);
        if (answer || aws::is_not_configured(answer.error()))
            asking.row = row_of(object, answer ? answer->result : aws::Node{}, asked_in);
        else
            asking.row = Result<Row>{answer.error()};
        return asking;
    }

    Result<Row> row_of(const KnownObject& object, const aws::Node& result, const std::string& asked_in) const {
        Row row{.object_id = object.object_id, .arn = object.arn, .unique_id = {}, .name = object.name};
        read_columns(part_.columns, result, row);
        if (part_.fan_out.fill) part_.fan_out.fill(result, asked_in, row);
        return row;
    }

    static void count(const Asking& asking, sql::ScopeResult& scope) {
        scope.calls += asking.summary.calls;
        scope.retries += asking.summary.retries;
        scope.pages += *asking.row ? 1 : 0;
    }

    // An error only where the run was interrupted.
    Status take(KnownObject& object, const Result<Row>& row, ScopeSink& sink, sql::ScopeResult& scope) const {
        if (row) {
            if (object.region.empty()) object.region = region_in(*row, type_.region_columns);
            return sink.add(*row);
        }
        if (row.error().kind == ErrorKind::interrupted) return row.error();
        scope.gaps.push_back(gap_of(object, row.error()));
        return Done{};
    }

    sql::ObjectGap gap_of(const KnownObject& object, const Error& error) const {
        sql::ScopeResult described;
        describe_failure(error, part_.listing.operation, described);
        return {.object_id = object.object_id,
                .status = aws::is_gone(error) ? sql::ScopeStatus::skipped : described.status,
                .error_code = described.error_code,
                .error_message = described.error_message,
                .missing_permission = described.missing_permission};
    }

    ReadingParts& parts_;
    const aws::Client& client_;
    const ResourceType& type_;
    const Part& part_;
    std::size_t total_ = 0;
};

}  // namespace

void read_objects(FanOutParts parts, std::vector<KnownObject>& objects, Reading& reading) {
    sql::ScopeResult scope{.key = parts.scope, .is_by_object = true};
    ObjectsReader reader{parts};
    reader.run(objects, scope, reading);
    scope.read_at = to_rfc3339(parts.run.clock.now());
    reader.conclude(scope);
    reading.scopes.push_back(std::move(scope));
}

sql::ScopeResult unread_fan_out(const sql::ScopeKey& key, const sql::ScopeResult& primary) {
    return {.key = key,
            .status = primary.status,
            .error_code = primary.error_code,
            .error_message = "the listing of " + key.resource_type +
                             " was not read, so there is nothing to ask about: " + primary.error_message.value_or(""),
            .missing_permission = primary.missing_permission,
            .is_by_object = true};
}

}  // namespace iamirror::sync
