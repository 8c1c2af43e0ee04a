// From an item of an answer to a row: the rules of every Kind in one place.
#include <algorithm>
#include <charconv>

#include "model/base/digest.h"
#include "model/base/text.h"
#include "model/base/time.h"
#include "sync/resource_type.h"

namespace iamirror::sync {

namespace {

using nlohmann::json;

// AWS's ids and ARNs are far shorter; what is longer could not be indexed, and is no id.
constexpr std::size_t longest_id = 512;
constexpr std::size_t longest_arn = 2048;

// Collects the row, and what was odd about it.
class ItemReader {
  public:
    explicit ItemReader(Row& row) : row_(row) {}

    json value(const Column& column, const aws::Node& item) {
        switch (column.kind) {
            case Kind::text:
                return text(column, item.text(column.path));
            case Kind::integer:
                return integer(column, item.text(column.path));
            case Kind::boolean:
                return boolean(column, item.text(column.path));
            case Kind::timestamp:
                return timestamp(column, item.text(column.path));
            case Kind::document:
                return document(column.name, item.text(column.path));
            case Kind::documents:
                return documents(column, item);
            case Kind::tags:
                return map(column, item, "Key", "Value");
            case Kind::texts:
                return texts(column, item, true);
            case Kind::texts_as_read:
                return texts(column, item, false);
            case Kind::entries:
                return map(column, item, "key", "value");
            case Kind::object:
            case Kind::objects:
                return member(column, {column.name, column.path, column.kind, column.members}, item);
        }
        return nullptr;
    }

    // The text if PostgreSQL can hold it, else with the bad octets replaced and a finding.
    std::string storable(const std::string& attribute, const std::string& text) {
        if (is_storable(text)) return text;
        finding(attribute, "text_not_storable", "holds octets that are not UTF-8, or NUL; they are shown as U+FFFD",
                "correct the value in AWS");
        return to_storable(text);
    }

  private:
    void finding(const std::string& attribute, std::string code, std::string message, std::string remedy) {
        row_.findings.push_back({attribute, std::move(code), "warning", std::move(message), std::move(remedy)});
    }

    json unreadable(const Column& column, const std::string& text, const std::string& wanted) {
        finding(column.name, "value_not_readable",
                "\"" + printable(text.substr(0, 200)) + "\" is not " + wanted + ", shown as NULL",
                "report it: AWS or the implementation behind the endpoint answers in a form that is not documented");
        return nullptr;
    }

    json text(const Column& column, const std::optional<std::string>& text) {
        return text ? json(storable(column.name, *text)) : json(nullptr);
    }

    json integer(const Column& column, const std::optional<std::string>& text) {
        if (!text || text->empty()) return nullptr;
        std::int64_t value = 0;
        const auto* end = text->data() + text->size();
        const auto [stop, code] = std::from_chars(text->data(), end, value);
        if (code != std::errc{} || stop != end) return unreadable(column, *text, "a whole number");
        return value;
    }

    json boolean(const Column& column, const std::optional<std::string>& text) {
        if (!text || text->empty()) return nullptr;
        const auto word = to_lower_ascii(*text);  // S3's reference shows TRUE
        if (word == "true") return true;
        if (word == "false") return false;
        return unreadable(column, *text, "true or false");
    }

    json timestamp(const Column& column, const std::optional<std::string>& text) {
        if (!text || text->empty()) return nullptr;
        const auto time = parse_time(*text);
        return time ? json(to_rfc3339(*time)) : unreadable(column, *text, "a time");
    }

    // An empty document is one too, kept with the finding that it is no policy; only an absent one is NULL.
    json document(const std::string& attribute, const std::optional<std::string>& received) {
        if (!received) return nullptr;
        auto stored = model::store_document(*received);
        for (const auto& found : stored.findings)
            row_.findings.push_back({attribute, found.code, found.severity, found.message, found.remedy});
        const std::string hash = to_hex(stored.sha256);
        row_.documents.push_back(std::move(stored));
        return "\\x" + hash;
    }

    json documents(const Column& column, const aws::Node& item) {
        json map = json::object();
        for (const auto& policy : item.all(column.path)) {
            const auto name = policy.text("PolicyName");
            if (!name) {
                finding(column.name, "policy_without_name", "an inline policy has no name and is left out",
                        "look at it in AWS");
                continue;
            }
            const auto hash =
                document(column.name + "/" + printable(*name), policy.text("PolicyDocument").value_or(""));
            map[storable(column.name, *name)] = hash.get<std::string>().substr(2);
        }
        return map;
    }

    json map(const Column& column, const aws::Node& item, const char* key, const char* value) {
        json map = json::object();
        for (const auto& entry : item.all(column.path))
            map[storable(column.name, entry.text(key).value_or(""))] =
                storable(column.name, entry.text(value).value_or(""));
        return map;
    }

    json object(const Column& column, const std::vector<Member>& members, const aws::Node& element) {
        json object = json::object();
        for (const auto& below : members) object[below.name] = member(column, below, element);
        return object;
    }

    json member(const Column& column, const Member& member, const aws::Node& element) {
        if (member.kind == Kind::object) {
            const auto found = element.at(member.path);
            return found.exists() ? object(column, member.members, found) : json(nullptr);
        }
        if (member.kind == Kind::objects) {
            json list = json::array();
            for (const auto& found : element.all(member.path)) list.push_back(object(column, member.members, found));
            return list.empty() ? json(nullptr) : list;
        }
        if (member.path.starts_with("@")) return text(column, element.attribute(member.path.substr(1)));
        return value({column.name, member.path, member.kind}, element);
    }

    json texts(const Column& column, const aws::Node& item, bool sorted) {
        std::vector<std::string> list;
        for (const auto& node : item.all(column.path)) list.push_back(storable(column.name, node.text().value_or("")));
        if (sorted) {
            std::sort(list.begin(), list.end());
            list.erase(std::unique(list.begin(), list.end()), list.end());
        }
        return list;
    }

    Row& row_;
};

Error not_an_item(const Part& part, const std::string& what) {
    Error error{.kind = ErrorKind::invalid_answer, .message = "an item of " + part.items + " " + what};
    error.hint = "the answer is not what AWS documents; if the endpoint is AWS, try again";
    return error;
}

}  // namespace

Result<Row> read_item(const Part& part, const aws::Node& item) {
    Row row;
    ItemReader reader{row};
    const auto key = [&](const std::string& path) {
        return path.empty() ? std::string{} : reader.storable(path, item.text(path).value_or(""));
    };
    row.object_id = key(part.object_id);
    row.arn = key(part.arn);
    row.unique_id = key(part.unique_id);
    row.name = key(part.object_name);
    const bool is_of_account = part.items.empty() && part.object_id.empty();
    if (row.object_id.empty() && row.arn.empty() && !is_of_account) return not_an_item(part, "has neither id nor ARN");
    if (!part.object_id.empty() && part.name.empty() && row.object_id.empty())
        return not_an_item(part, "has no " + part.object_id);
    if (row.object_id.size() > longest_id || row.arn.size() > longest_arn)
        return not_an_item(part, "has an id or ARN longer than AWS gives");
    read_columns(part.columns, item, row);
    return row;
}

void read_columns(const std::vector<Column>& columns, const aws::Node& item, Row& row) {
    ItemReader reader{row};
    for (const auto& column : columns) {
        auto& values = column.keeps == Keeps::versions ? row.columns : row.activity;
        auto value = reader.value(column, item);
        values[column.name] = value.is_null() ? column.absent : std::move(value);
    }
}

namespace {

// Reads the items at the part's path.
class ItemsReader : public PartReader {
  public:
    explicit ItemsReader(const Part& part) : part_(part) {}

    Status page(const aws::Node& result, RowSink& sink) override {
        const auto items = part_.items.empty() ? std::vector{result} : result.all(part_.items);
        for (const auto& item : items) {
            auto row = read_item(part_, item);
            if (!row) return row.error();
            if (auto added = sink.add(std::move(*row)); !added) return added.error();
        }
        return Done{};
    }

  private:
    const Part& part_;
};

}  // namespace

std::unique_ptr<PartReader> make_reader(const Part& part) {
    if (part.reader) return part.reader(part);
    return std::make_unique<ItemsReader>(part);
}

}  // namespace iamirror::sync
