// Reads pages of XML with a part of a resource type, as an import does, and keeps the rows.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "sync/resource_type.h"

namespace iamirror::sync {

class RowList : public RowSink {
  public:
    Status add(Row row) override {
        rows.push_back(std::move(row));
        return Done{};
    }
    std::vector<Row> rows;
};

// The rows of all pages; the first error ends it.
inline Result<std::vector<Row>> read_rows(const Part& part, const std::vector<std::string>& pages) {
    RowList list;
    const auto reader = make_reader(part);
    for (const auto& page : pages) {
        const auto document = aws::Document::from_xml(page);
        if (!document) return document.error();
        if (auto status = reader->page(document->root(), list); !status) return status.error();
    }
    if (auto status = reader->end(list); !status) return status.error();
    return list.rows;
}

// The registered type of that name.
inline ResourceType type_named(const std::string& name) {
    for (auto& type : resource_types())
        if (type.name == name) return type;
    ADD_FAILURE() << "no resource type " << name;
    return {};
}

}  // namespace iamirror::sync
