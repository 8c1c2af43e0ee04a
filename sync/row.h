// One object as one listing shows it, before it is staged.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "model/base/result.h"
#include "model/stored_document.h"

namespace iamirror::sync {

// Something in an item that was understood only in part; the run files it with the object's keys.
struct RowFinding {
    std::string attribute;
    std::string code;
    std::string severity;
    std::string message;
    std::string remedy;
};

struct Row {
    std::string object_id;
    std::string arn;
    std::string unique_id;
    std::string name;
    std::map<std::string, nlohmann::json> columns;   // versioned ones; a document is "\\x" and its hash
    std::map<std::string, nlohmann::json> activity;  // those that move by themselves
    std::vector<model::StoredDocument> documents;    // that `columns` refer to
    std::vector<RowFinding> findings;
};

// Where readers put their rows.
class RowSink {
  public:
    virtual ~RowSink() = default;
    virtual Status add(Row row) = 0;
};

// 32 octets over names and values of the versioned columns.
std::string row_hash(const Row& row);

}  // namespace iamirror::sync
