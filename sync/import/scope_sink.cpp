#include "sync/import/scope_sink.h"

#include <set>

#include "sync/iam_policy.h"

namespace iamirror::sync {

namespace {

constexpr std::size_t batch_size = 1000;

std::string json_object(const std::map<std::string, nlohmann::json>& values) {
    return values.empty() ? std::string{"{}"} : nlohmann::json(values).dump();
}

sql::StagedObject staged(const Row& row) {
    return {.object_id = row.object_id,
            .arn = row.arn,
            .unique_id = row.unique_id,
            .name = row.name,
            .hash = row_hash(row),
            .columns = json_object(row.columns),
            .activity = json_object(row.activity)};
}

}  // namespace

ScopeSink::ScopeSink(SinkParts parts, sql::ScopeKey scope, const Part& part)
    : parts_(std::move(parts)), scope_(std::move(scope)), part_(part) {}

void ScopeSink::keep(std::vector<KnownObject>& objects, const std::vector<std::string>& region_columns) {
    kept_ = &objects;
    region_columns_ = &region_columns;
}

Status ScopeSink::add(Row row) {
    // What belongs to no object of a listing belongs to the account itself.
    if (row.object_id.empty() && row.arn.empty()) row.object_id = scope_.account_id;
    if (row.arn.empty() && !part_.arn_form.empty()) row.arn = made_arn(row);
    if (kept_ != nullptr) kept_->push_back(known_object(row, *region_columns_));
    file_findings(row);
    ++objects_;
    if (!is_aws_managed(row.arn)) ++own_objects_;
    batch_.push_back(std::move(row));
    if (batch_.size() >= batch_size) flush();
    return Done{};
}

void ScopeSink::flush() {
    if (batch_.empty()) return;
    std::vector<sql::StagedObject> objects;
    objects.reserve(batch_.size());
    for (const auto& row : batch_) objects.push_back(staged(row));
    stage_documents(parts_.staging.objects(scope_, part_.row_format, objects));
    batch_.clear();
}

void ScopeSink::stage_documents(const std::vector<std::size_t>& positions) {
    std::vector<sql::StagedDocument> documents;
    std::set<std::string> hashes;
    for (const auto position : positions)
        for (const auto& document : batch_[position].documents)
            if (hashes.insert(document.sha256).second)
                documents.push_back({document.sha256, document.body, document.policy, document.policy_std});
    if (!documents.empty()) parts_.staging.documents(documents);
}

std::string ScopeSink::made_arn(const Row& row) const {
    std::string arn = part_.arn_form;
    for (const auto& [mark, text] : {std::pair{"{partition}", parts_.partition},
                                     {"{account}", scope_.account_id},
                                     {"{region}", scope_.region},
                                     {"{name}", row.name}})
        if (const auto at = arn.find(mark); at != std::string::npos)
            arn.replace(at, std::string_view{mark}.size(), text);
    return arn;
}

void ScopeSink::file_findings(const Row& row) {
    for (const auto& found : row.findings)
        parts_.findings.push_back({.account_id = scope_.account_id,
                                   .region = scope_.region,
                                   .resource_type = scope_.resource_type,
                                   .object_id = row.object_id,
                                   .arn = row.arn.empty() ? sql::Value{} : row.arn,
                                   .attribute = found.attribute,
                                   .code = found.code,
                                   .severity = found.severity,
                                   .message = found.message,
                                   .remedy = found.remedy});
}

}  // namespace iamirror::sync
