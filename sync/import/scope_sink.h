// Takes the rows of one scope, stages them in batches, and files what was odd about them.
#pragma once

#include <vector>

#include "sql/staging.h"
#include "sync/import/reading.h"

namespace iamirror::sync {

// What the sinks of a run share.
struct SinkParts {
    sql::Staging& staging;
    std::vector<sql::Finding>& findings;  // of all scopes of the run
    std::string partition;
};

class ScopeSink : public RowSink {
  public:
    ScopeSink(SinkParts parts, sql::ScopeKey scope, const Part& part);

    Status add(Row row) override;
    // Stages what is still in the batch. After the last row.
    void flush();

    long objects() const { return objects_; }
    // For what is asked about each object later; empty unless kept.
    void keep(std::vector<KnownObject>& objects, const std::vector<std::string>& region_columns);
    // Those that belong to the account: AWS's own managed policies left out.
    long own_objects() const { return own_objects_; }

  private:
    std::string made_arn(const Row& row) const;
    void file_findings(const Row& row);
    void stage_documents(const std::vector<std::size_t>& positions);

    SinkParts parts_;
    sql::ScopeKey scope_;
    const Part& part_;
    std::vector<Row> batch_;
    std::vector<KnownObject>* kept_ = nullptr;
    const std::vector<std::string>* region_columns_ = nullptr;
    long objects_ = 0;
    long own_objects_ = 0;
};

}  // namespace iamirror::sync
