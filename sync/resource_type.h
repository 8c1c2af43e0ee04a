// What a mirrored resource type says about itself: which listings show it, and which column comes from where.
// One file in sync/resources defines one type; the registry is made from the file names.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aws/document.h"
#include "aws/operation.h"
#include "model/base/result.h"
#include "sync/row.h"

namespace iamirror::sync {

// How the text of an answer becomes a column's value.
enum class Kind {
    text,
    integer,
    boolean,
    timestamp,
    document,       // a policy document: the row holds its hash
    documents,      // a list of {PolicyName, PolicyDocument}: a map from name to hash
    tags,           // a list of {Key, Value}: a map
    texts,          // a list of texts: sorted, each once
    texts_as_read,  // a list of texts in AWS's order
    entries,        // a list of {key, value}: a map
    object,         // what Column::members name, as one JSON object; NULL where the path leads nowhere
    objects         // each match of the path as such an object; NULL where there is none
};

// A member of a JSON object made from an element.
struct Member {
    std::string name;
    std::string path;  // below the element; "@xsi:type" is an attribute of it
    Kind kind = Kind::text;
    std::vector<Member> members = {};  // of an object or of each of the objects
};

// Activity moves without anyone changing anything (last used, counts): kept beside the versions, never one itself.
enum class Keeps { versions, activity };

struct Column {
    std::string name;  // of mirror.<type>
    std::string path;  // below the item; for lists the path of their items
    Kind kind = Kind::text;
    Keeps keeps = Keeps::versions;
    nlohmann::json absent = nullptr;  // the value where the answer has none, or says that nothing is configured
    std::vector<Member> members = {};
};

// One way to read many objects; read once a run and region, however many types ask for it.
struct Listing {
    aws::Operation operation;
    aws::Paging paging;
    aws::Parameters parameters;
    std::string account_parameter;  // that takes the account's id: "AccountId"
};

// Takes the rows that a listing shows, page by page. For what a path and columns cannot say.
class PartReader {
  public:
    virtual ~PartReader() = default;
    virtual Status page(const aws::Node& result, RowSink& sink) = 0;
    // After the last page of a complete listing.
    virtual Status end(RowSink&) { return Done{}; }
};

// Enrichments of a fan-out: one call for each object that the primary listing showed.
struct FanOut {
    std::string parameter;       // that takes the object's name: "Bucket"; "" where the part is no fan-out
    bool only_unplaced = false;  // only objects of which no column in ResourceType::region_columns says the region
    // Adds columns in place of Part::columns where paths cannot say them; `asked_in` is the region of the call.
    std::function<void(const aws::Node& result, const std::string& asked_in, Row& row)> fill = nullptr;
};

// What one listing says about a type: the primary one (no name) decides what exists, an enrichment adds columns.
struct Part {
    std::string name;  // of the enrichment: "ListRoles"
    Listing listing;
    std::string items;      // path of the items in a page; "" where the page itself is the one item
    std::string object_id;  // path of the key; "" in an enrichment whose listing finds objects by ARN
    std::string arn = "Arn";
    std::string arn_form;   // where the answer has no ARN: "arn:{partition}:s3:::{name}"; {account}, {region} as well
    std::string unique_id;  // path of AWS's unique id where it is not the key
    std::string object_name;
    int row_format = 1;  // raised when a release adds a column, see design of the row's hash in sql/README.md
    std::vector<Column> columns;
    // Instead of `items`: makes a reader of its own, which may use read_item.
    std::function<std::unique_ptr<PartReader>(const Part&)> reader = nullptr;
    FanOut fan_out = {};

    bool is_fan_out() const { return !fan_out.parameter.empty(); }
};

struct ResourceType {
    std::string name;  // "aws_iam_role": of the table and the scope
    Part primary;
    std::vector<Part> enrichments;
    // True: a scope for each of the run's regions, which is asked there. False: one scope, "global".
    bool is_regional = false;
    // Columns that say where an object is, the first that has a value counts: its own calls go there, and regional
    // types are asked for there.
    std::vector<std::string> region_columns = {};
};

inline constexpr const char* global_region = "global";

// Every type, by name.
std::vector<ResourceType> resource_types();

// One item of a page as a row, by the part's paths and columns. ErrorKind::invalid_answer for an item without its key.
Result<Row> read_item(const Part& part, const aws::Node& item);

// Adds the columns that an item gives to a row.
void read_columns(const std::vector<Column>& columns, const aws::Node& item, Row& row);

// The reader of a part: its own, or the one that reads `items`.
std::unique_ptr<PartReader> make_reader(const Part& part);

}  // namespace iamirror::sync
