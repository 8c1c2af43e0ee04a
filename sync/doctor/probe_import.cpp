#include "sync/doctor/probe_import.h"

#include <algorithm>

#include "aws/absence.h"
#include "model/base/text.h"
#include "sync/import/reading.h"

namespace iamirror::sync {

namespace {

// Keeps the first row of a page.
class FirstRow : public RowSink {
  public:
    Status add(Row row) override {
        if (!row_) row_ = std::move(row);
        return Done{};
    }
    const std::optional<Row>& row() const { return row_; }

  private:
    std::optional<Row> row_;
};

// Where nothing new comes of a part.
std::string cost_of(const ResourceType& type, const Part& part) {
    if (part.name.empty()) return type.name + " keeps its former rows";
    std::vector<std::string> columns;
    for (const auto& column : part.columns) columns.push_back(column.name);
    if (columns.empty()) return type.name + "/" + part.name + " stays as it was";
    return type.name + ": " + join(columns, ", ") + (columns.size() == 1 ? " stays as it was" : " stay as they were");
}

Check check_of(const aws::Operation& operation, const Result<aws::Answer>& answer, const std::string& about) {
    Check check{.area = "import", .subject = operation.needed_permission()};
    if (answer || aws::is_not_configured(answer.error())) return check;
    check.health = Health::impaired;
    check.message = describe(answer.error()) + about;
    if (answer.error().kind == ErrorKind::denied) check.remedy = "allow " + check.subject;
    return check;
}

class Probing {
  public:
    Probing(aws::Client& client, const std::string& account_id) : client_(client), account_id_(account_id) {}

    Status type(const ResourceType& type) {
        auto object = listing(type, type.primary);
        if (!object) return object.error();
        for (const auto& part : type.enrichments)
            if (auto status = enrichment(type, part, *object); !status) return status;
        return Done{};
    }

    Checks take() { return std::move(checks_); }

  private:
    Status enrichment(const ResourceType& type, const Part& part, std::optional<KnownObject>& object) {
        if (part.is_fan_out()) return about_object(type, part, object);
        const auto found = listing(type, part);
        return found ? Status{Done{}} : found.error();
    }

    // The first object that the listing shows. One that feeds several types is asked for once.
    Result<std::optional<KnownObject>> listing(const ResourceType& type, const Part& part) {
        const auto& asked = part.listing.operation;
        if (auto* check = find(asked.needed_permission())) {
            if (check->health != Health::good) check->cost += "; " + cost_of(type, part);
            return std::optional<KnownObject>{};
        }
        auto parameters = parameters_of(part.listing, account_id_);
        if (!part.listing.paging.size_parameter.empty())
            parameters.emplace_back(part.listing.paging.size_parameter, "1");
        const auto answer = client_.call(asked, parameters);
        if (auto status = add(check_of(asked, answer, ""), answer, type, part); !status) return status.error();
        return answer ? first_object(type, part, answer->result) : std::optional<KnownObject>{};
    }

    static std::optional<KnownObject> first_object(const ResourceType& type, const Part& part, const aws::Node& page) {
        FirstRow sink;
        if (!make_reader(part)->page(page, sink) || !sink.row()) return std::nullopt;
        return known_object(*sink.row(), type.region_columns);
    }

    Status about_object(const ResourceType& type, const Part& part, std::optional<KnownObject>& object) {
        const auto& asked = part.listing.operation;
        if (part.fan_out.only_unplaced && object && !object->region.empty()) return Done{};
        if (!object) {
            checks_.push_back({.area = "import",
                               .subject = asked.needed_permission(),
                               .health = Health::unknown,
                               .message = "no " + type.name + " is there to try it on"});
            return Done{};
        }
        const auto [answer, asked_in] = ask_about(*object, part, client_, account_id_);
        if (answer && part.fan_out.fill) {
            Row row;
            part.fan_out.fill(answer->result, asked_in, row);
            object->region = region_in(row, type.region_columns);
        }
        return add(check_of(asked, answer, "; tried on " + printable(object->name)), answer, type, part);
    }

    // An error only where the probing was interrupted.
    Status add(Check check, const Result<aws::Answer>& answer, const ResourceType& type, const Part& part) {
        if (!answer && answer.error().kind == ErrorKind::interrupted) return answer.error();
        if (check.health != Health::good) check.cost = cost_of(type, part);
        checks_.push_back(std::move(check));
        return check_signal();
    }

    Check* find(const std::string& permission) {
        const auto found =
            std::find_if(checks_.begin(), checks_.end(), [&](const Check& c) { return c.subject == permission; });
        return found == checks_.end() ? nullptr : &*found;
    }

    aws::Client& client_;
    const std::string& account_id_;
    Checks checks_;
};

}  // namespace

Result<Checks> probe_import(aws::Client& client, const std::vector<ResourceType>& types,
                            const std::string& account_id) {
    Probing probing{client, account_id};
    for (const auto& type : types)
        if (auto status = probing.type(type); !status) return status.error();
    return probing.take();
}

}  // namespace iamirror::sync
