// Takes the rows of one scope, stages them in batches, and files what was odd about them.
#pragma once

#include <vector>

#include "sql/staging.h"
#include "sync/resource_type.h"

namespace iamirror::sync {

class ScopeSink : public RowSink {
  public:
    // `findings` collects those of all scopes of the run.
    ScopeSink(sql::Staging& staging, sql::ScopeKey scope, int row_format, std::vector<sql::Finding>& findings);

    Status add(Row row) override;
    // Stages what is still in the batch. After the last row.
    void flush();

    long objects() const { return objects_; }
    // Those that belong to the account: AWS's own managed policies left out.
    long own_objects() const { return own_objects_; }

  private:
    void file_findings(const Row& row);
    void stage_documents(const std::vector<std::size_t>& positions);

    sql::Staging& staging_;
    sql::ScopeKey scope_;
    int row_format_;
    std::vector<sql::Finding>& findings_;
    std::vector<Row> batch_;
    long objects_ = 0;
    long own_objects_ = 0;
};

}  // namespace iamirror::sync
