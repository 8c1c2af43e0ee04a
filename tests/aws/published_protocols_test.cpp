// The published cases of the protocols query and rest-xml: requests from parameters, results from answers. A model
// stands beside each case; here it says how parameters are spelt out and what is read from where.
#include <gtest/gtest.h>

#include <functional>
#include <iostream>
#include <map>
#include <set>

#include "aws/protocol_query.h"
#include "aws/protocol_rest_xml.h"
#include "model/base/text.h"
#include "model/base/time.h"
#include "tests/aws/corpora.h"

namespace iamirror::aws {
namespace {

// Members in the order of the model, which is the order on the wire.
using json = nlohmann::ordered_json;

const json& shape_of(const json& shapes, const json& reference) {
    return shapes.at(reference.at("shape").get<std::string>());
}

std::string name_of(const json& reference, const std::string& otherwise) {
    return reference.value("locationName", otherwise);
}

std::string scalar(const json& value) {
    if (value.is_string()) return value;
    if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
    return value.dump();
}

// What a case has that no operation of ours has, "" if there is nothing. The model is searched from one reference on,
// along the members that the case uses.
std::string foreign_trait(const json& shapes, const json& reference, const json& value) {
    if (reference.value("idempotencyToken", false)) return "idempotency token made by the client";
    const auto& shape = shape_of(shapes, reference);
    const auto type = shape.at("type").get<std::string>();
    if (type == "blob") return "blob";
    if (type == "timestamp" && shape.value("timestampFormat", "iso8601") != "iso8601")
        return "timestamp in a format of its own";
    if (type == "structure")
        for (const auto& [name, member] : shape.at("members").items()) {
            const bool is_token = member.value("idempotencyToken", false);
            if (!is_token && !value.contains(name)) continue;
            if (auto found = foreign_trait(shapes, member, value.value(name, json{})); !found.empty()) return found;
        }
    if (type == "list")
        for (const auto& item : value)
            if (auto found = foreign_trait(shapes, shape.at("member"), item); !found.empty()) return found;
    if (type == "map")
        for (const auto& item : value)
            if (auto found = foreign_trait(shapes, shape.at("value"), item); !found.empty()) return found;
    return "";
}

bool has_timestamp(const json& shapes, const json& reference, const json& value) {
    const auto& shape = shape_of(shapes, reference);
    if (shape.at("type") == "timestamp") return true;
    if (!value.is_structured()) return false;
    for (const auto& [name, item] : value.items()) {
        const json* member = shape.contains("members") && shape["members"].contains(name) ? &shape["members"][name]
                             : shape.contains("member")                                   ? &shape["member"]
                             : shape.contains("value")                                    ? &shape["value"]
                                                                                          : nullptr;
        if (member != nullptr && has_timestamp(shapes, *member, item)) return true;
    }
    return false;
}

// Spells parameters out, with the separator and the names of the protocol.
class Spelling {
  public:
    Spelling(const json& shapes, bool is_xml) : shapes_(shapes), is_xml_(is_xml) {}

    void value(const json& reference, const json& value, const std::string& path) {
        name_space(reference, path);
        const auto& shape = shape_of(shapes_, reference);
        if (!reference.contains("xmlNamespace")) name_space(shape, path);
        const auto type = shape.at("type").get<std::string>();
        if (type == "structure")
            structure(shape, value, path);
        else if (type == "list")
            list(reference, shape, value, path);
        else if (type == "map")
            map(reference, shape, value, path);
        else
            parameters.emplace_back(path, scalar(value));
    }

    void structure(const json& shape, const json& value, const std::string& path) {
        if (value.empty() && is_xml_ && !path.empty()) parameters.emplace_back(path, "");
        for (const auto& [name, member] : shape.at("members").items()) {
            if (!value.contains(name) || member.contains("location")) continue;
            const auto step = (member.value("xmlAttribute", false) ? "@" : "") + name_of(member, name);
            this->value(member, value[name], below(path, step));
        }
    }

    void name_space(const json& traits, const std::string& path) {
        if (!is_xml_ || !traits.contains("xmlNamespace")) return;
        const auto& space = traits["xmlNamespace"];
        const auto prefix = space.is_object() ? space.value("prefix", "") : "";
        parameters.emplace_back(below(path, prefix.empty() ? "@xmlns" : "@xmlns:" + prefix),
                                space.is_object() ? space.at("uri") : space);
    }

    Parameters parameters;

  private:
    std::string below(const std::string& path, const std::string& step) const {
        return path.empty() ? step : path + (is_xml_ ? "/" : ".") + step;
    }

    // "member.1" is one step of both.
    std::string numbered(const json& reference, const std::string& path, const std::string& step, std::size_t i) const {
        const auto number = "." + std::to_string(i + 1);
        return reference.value("flattened", false) ? path + number : below(path, step) + number;
    }

    void list(const json& reference, const json& shape, const json& value, const std::string& path) {
        if (value.empty()) parameters.emplace_back(path, "");
        for (std::size_t i = 0; i < value.size(); ++i)
            this->value(shape.at("member"), value[i], numbered(reference, path, name_of(shape["member"], "member"), i));
    }

    void map(const json& reference, const json& shape, const json& value, const std::string& path) {
        if (value.empty() && is_xml_) parameters.emplace_back(path, "");
        std::size_t i = 0;
        for (const auto& [key, item] : value.items()) {
            const auto entry = numbered(reference, path, "entry", i++);
            this->value(shape.at("key"), key, below(entry, name_of(shape["key"], "key")));
            this->value(shape.at("value"), item, below(entry, name_of(shape["value"], "value")));
        }
    }

    const json& shapes_;
    const bool is_xml_;
};

// The result as the case has it, read from our view of the answer.
json read_value(const json& shapes, const json& reference, const Node& node);

json read_structure(const json& shapes, const json& shape, const Node& node) {
    json result = json::object();
    for (const auto& [name, member] : shape.at("members").items()) {
        if (member.contains("location")) continue;
        const auto wire = name_of(member, name);
        if (member.value("xmlAttribute", false)) {
            if (const auto text = node.attribute(wire)) result[name] = *text;
            continue;
        }
        const auto& inner = shape_of(shapes, member);
        const bool is_flat = member.value("flattened", false);
        if (is_flat && inner.at("type") == "list") {
            for (const auto& item : node.all(wire)) result[name].push_back(read_value(shapes, inner["member"], item));
        } else if (is_flat && inner.at("type") == "map") {
            for (const auto& entry : node.all(wire))
                result[name][*entry.text(name_of(inner["key"], "key"))] =
                    read_value(shapes, inner["value"], entry.at(name_of(inner["value"], "value")));
        } else if (const auto child = node.at(wire); child.exists()) {
            result[name] = read_value(shapes, member, child);
        }
    }
    return result;
}

json read_value(const json& shapes, const json& reference, const Node& node) {
    const auto& shape = shape_of(shapes, reference);
    const auto type = shape.at("type").get<std::string>();
    const auto text = node.text().value_or("");
    if (type == "structure") return read_structure(shapes, shape, node);
    if (type == "list") {
        json list = json::array();
        for (const auto& item : node.all(name_of(shape["member"], "member")))
            list.push_back(read_value(shapes, shape["member"], item));
        return list;
    }
    if (type == "map") {
        json map = json::object();
        for (const auto& entry : node.all("entry"))
            map[*entry.text(name_of(shape["key"], "key"))] =
                read_value(shapes, shape["value"], entry.at(name_of(shape["value"], "value")));
        return map;
    }
    if (type == "boolean") return text == "true";
    if (type == "timestamp") {
        const auto time = parse_time(text);
        return time ? json(static_cast<double>(time->time_since_epoch().count()) / 1e6) : json("no time: " + text);
    }
    const bool is_number = type != "string" && text.find_first_not_of("+-.0123456789eE") == std::string::npos;
    return is_number ? json::parse(text) : json(text);
}

std::string header_of(const HttpRequest& request, const std::string& name) {
    for (const auto& header : request.headers)
        if (to_lower_ascii(header.name) == to_lower_ascii(name)) return header.value;
    return "(none)";
}

// Blanks between elements and the two ways to write an empty one do not count.
std::string canonical(const std::string& body) {
    std::string out;
    for (const auto part : split(trim(body), '<')) {
        if (part.empty()) continue;
        const auto end = std::min(part.find('>'), part.size());
        const auto tag = part.substr(0, end), text = part.substr(std::min(end + 1, part.size()));
        const bool is_empty = tag.ends_with('/');
        out += "<" + std::string{is_empty ? tag.substr(0, tag.size() - 1) : tag} + ">";
        if (is_empty) out += "</" + std::string{tag.substr(0, tag.find_first_of(" /"))} + ">";
        if (!trim(text).empty()) out += text;
    }
    return out;
}

bool is_same(const json& one, const json& other) {
    return nlohmann::json::parse(one.dump()) == nlohmann::json::parse(other.dump());
}

// Runs what a folder has for a protocol, and counts the others by trait.
struct Runner {
    std::function<std::string(const json& suite, const json& entry)> trait;
    std::function<void(const json& suite, const json& entry)> check;

    int run(const std::string& file) const {
        int ran = 0;
        std::map<std::string, std::vector<std::string>> others;
        for (const auto& suite : json::parse(read_file(*corpora() / "protocols" / file))) run_suite(suite, ran, others);
        std::cout << file << ": " << ran << " cases run\n";
        for (const auto& [reason, ids] : others)
            std::cout << "  " << ids.size() << " with " << reason << ": " << join(ids, ", ") << "\n";
        return ran;
    }

    void run_suite(const json& suite, int& ran, std::map<std::string, std::vector<std::string>>& others) const {
        for (const auto& entry : suite["cases"]) {
            const auto id = entry["id"].get<std::string>();
            SCOPED_TRACE(id);
            if (const auto reason = trait(suite, entry); !reason.empty()) {
                others[reason].push_back(id);
                continue;
            }
            ++ran;
            check(suite, entry);
        }
    }
};

std::string input_trait(const json& suite, const json& entry) {
    const auto& given = entry["given"];
    if (given.contains("requestcompression")) return "compression of requests";
    if (given.contains("endpoint")) return "a host made of parameters (endpoint_test has S3 Control's)";
    if (entry["serialized"].value("host", "").find('/') != std::string::npos) return "a host with a path";
    if (!given.contains("input")) return "";
    if (has_timestamp(suite["shapes"], given["input"], entry["params"])) return "timestamp in a request";
    return foreign_trait(suite["shapes"], given["input"], entry["params"]);
}

void check_query_input(const json& suite, const json& entry) {
    Spelling spelling{suite["shapes"], false};
    if (entry["given"].contains("input"))
        spelling.structure(shape_of(suite["shapes"], entry["given"]["input"]), entry["params"], "");
    const Operation operation{
        .service = "x", .name = entry["given"]["name"], .api_version = suite["metadata"]["apiVersion"]};
    const auto request = make_query(operation, spelling.parameters);
    ASSERT_TRUE(request.ok());
    // Maps come sorted here; the form's order means nothing.
    const auto sorted = [](const std::string& form) {
        const auto parts = split(form, '&');
        return std::multiset<std::string_view>(parts.begin(), parts.end());
    };
    const auto expected = entry["serialized"]["body"].get<std::string>();
    EXPECT_EQ(sorted(request->body), sorted(expected));
    EXPECT_TRUE(header_of(*request, "Content-Type").starts_with("application/x-www-form-urlencoded"));
}

// The members of a rest-xml input that do not go to the body.
class RestInput {
  public:
    RestInput(const json& suite, const json& entry) : shapes_(suite["shapes"]), given_(entry["given"]) {
        operation.service = "x";
        operation.name = given_["name"];
        operation.protocol = Protocol::rest_xml;
        operation.http.method = given_["http"]["method"];
        operation.http.uri = given_["http"]["requestUri"];
        if (given_.contains("input")) read(entry["params"]);
    }

    Operation operation;
    Parameters parameters;

  private:
    void read(const json& values) {
        const auto& shape = shape_of(shapes_, given_["input"]);
        for (const auto& [name, member] : shape["members"].items())
            if (values.contains(name) && !values[name].is_null()) place(member, name, values[name]);
        for (const auto& [name, value] : maps_) query(name, value);
        if (shape.contains("payload")) return payload(shape, shape["payload"], values);
        const auto usual = given_["input"].value("locationName", given_["input"]["shape"].get<std::string>());
        operation.http.body_root = shape.value("locationName", usual);
        body(given_["input"], shape, values);
    }

    void body(const json& reference, const json& shape, const json& values) {
        Spelling spelling{shapes_, true};
        spelling.name_space(reference.contains("xmlNamespace") ? reference : shape, "");
        spelling.structure(shape, values, "");
        parameters.insert(parameters.end(), spelling.parameters.begin(), spelling.parameters.end());
    }

    void payload(const json& shape, const std::string& name, const json& values) {
        if (!values.contains(name)) return;
        const auto& member = shape["members"][name];
        const auto& inner = shape_of(shapes_, member);
        if (inner["type"] == "structure") {
            const auto given = member.value("locationName", name);
            const auto usual = inner.value("locationName", member["shape"].get<std::string>());
            operation.http.body_root = given == name ? usual : given;
            return body(member, inner, values[name]);
        }
        operation.http.payload = name;
        parameters.emplace_back(name, values[name]);
    }

    void place(const json& member, const std::string& name, const json& value) {
        const auto location = member.value("location", "");
        if (location == "uri") parameters.emplace_back(name_of(member, name), scalar(value));
        if (location == "header") header(name_of(member, name), value);
        if (location == "headers")
            for (const auto& [key, item] : value.items()) header(name_of(member, name) + key, item);
        if (location == "querystring" && value.is_object()) maps_.emplace_back(name, value);
        if (location == "querystring" && !value.is_object()) query(name_of(member, name), value);
    }

    void header(const std::string& name, const json& value) {
        operation.http.headers.push_back({"header " + name, name});
        std::vector<std::string> texts;
        for (const auto& item : value.is_array() ? value : json::array({value})) texts.push_back(scalar(item));
        parameters.emplace_back("header " + name, join(texts, ", "));
    }

    void query(const std::string& name, const json& value) {
        if (value.is_object()) {
            for (const auto& [key, item] : value.items())
                if (!is_in_query(key)) query(key, item);
            return;
        }
        if (!is_in_query(name)) operation.http.query.push_back({"query " + name, name});
        for (const auto& item : value.is_array() ? value : json::array({value}))
            parameters.emplace_back("query " + name, scalar(item));
    }

    bool is_in_query(const std::string& name) const {
        for (const auto& place : operation.http.query)
            if (place.name == name) return true;
        return false;
    }

    const json& shapes_;
    const json& given_;
    std::vector<std::pair<std::string, json>> maps_;  // whose keys give way to members of the query
};

void check_rest_input(const json& suite, const json& entry) {
    RestInput input{suite, entry};
    const auto request = make_rest_xml(input.operation, input.parameters);
    ASSERT_TRUE(request.ok()) << request.error().message;
    const auto& expected = entry["serialized"];
    EXPECT_EQ(request->method, expected["method"].get<std::string>());
    const auto pairs = [](const std::string& uri) {
        const auto parts = split(std::string_view{uri}.substr(std::min(uri.find('?'), uri.size())), '&');
        std::multiset<std::string> sorted;
        for (const auto part : parts) sorted.insert(std::string{part.starts_with('?') ? part.substr(1) : part});
        return sorted;
    };
    const auto uri = request->path + (request->query.empty() ? "" : "?" + request->query);
    const auto wanted = expected["uri"].get<std::string>();
    EXPECT_EQ(request->path, wanted.substr(0, wanted.find('?')));
    EXPECT_EQ(pairs(uri), pairs(wanted));
    EXPECT_EQ(canonical(request->body), canonical(expected.value("body", "")));
    const auto headers = expected.value("headers", json::object());
    for (const auto& [name, value] : headers.items()) {
        EXPECT_EQ(header_of(*request, name), value.get<std::string>()) << name;
    }
    for (const auto& name : expected.value("forbidHeaders", json::array())) {
        EXPECT_EQ(header_of(*request, name), "(none)");
    }
}

std::string output_trait(const json& suite, const json& entry) {
    const auto& given = entry["given"];
    if (entry.contains("error")) return "";
    if (!given.contains("output") || entry["response"].value("body", "").empty()) return "nothing promised for a body";
    const auto& shape = shape_of(suite["shapes"], given["output"]);
    if (shape.contains("payload") &&
        shape_of(suite["shapes"], shape["members"][shape["payload"].get<std::string>()])["type"] != "structure")
        return "text or blob for a body (a policy must be JSON: protocol_rest_xml_test)";
    return foreign_trait(suite["shapes"], given["output"], entry["result"]);
}

void check_error(const json& entry, const Reply& reply) {
    EXPECT_FALSE(reply.document.has_value());
    EXPECT_EQ(reply.code, entry["errorCode"].get<std::string>());
    if (entry.contains("errorMessage")) {
        EXPECT_EQ(reply.message, entry["errorMessage"].get<std::string>());
    }
    EXPECT_EQ(reply.request_id, "foo-id");
}

HttpResponse response_of(const json& entry) {
    return {.status = entry["response"]["status_code"], .headers = {}, .body = entry["response"].value("body", "")};
}

void check_query_output(const json& suite, const json& entry) {
    const Operation operation{.service = "x", .name = entry["given"]["name"], .api_version = "1"};
    const auto reply = read_query(operation, response_of(entry));
    if (entry.contains("error")) return check_error(entry, reply);
    ASSERT_TRUE(reply.document.has_value()) << reply.message;
    const auto read = read_value(suite["shapes"], entry["given"]["output"], reply.result);
    EXPECT_TRUE(is_same(read, entry["result"])) << read;
}

// Members in headers are the response's own; the test reads what stands in the body.
void check_rest_output(const json& suite, const json& entry) {
    auto response = response_of(entry);
    Operation operation{.service = "x", .name = entry["given"]["name"], .protocol = Protocol::rest_xml};
    if (const auto document = Document::from_xml(response.body))
        operation.http.roots = {std::string{document->root().name()}};
    const auto reply = read_rest_xml(operation, response);
    if (entry.contains("error")) return check_error(entry, reply);
    ASSERT_TRUE(reply.document.has_value()) << reply.message;
    const auto& shape = shape_of(suite["shapes"], entry["given"]["output"]);
    auto expected = entry["result"];
    for (const auto& [name, member] : shape["members"].items())
        if (member.contains("location")) expected.erase(name);
    if (!shape.contains("payload")) {
        const auto read = read_structure(suite["shapes"], shape, reply.result);
        EXPECT_TRUE(is_same(read, expected)) << read;
        return;
    }
    const auto name = shape["payload"].get<std::string>();
    const auto read = read_value(suite["shapes"], shape["members"][name], reply.result);
    EXPECT_TRUE(is_same(read, expected[name])) << read;
}

TEST(PublishedProtocols, QueryInput) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_GE((Runner{input_trait, check_query_input}.run("input/query.json")), 28);
}

TEST(PublishedProtocols, QueryOutput) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_GE((Runner{output_trait, check_query_output}.run("output/query.json")), 27);
}

TEST(PublishedProtocols, RestXmlInput) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_GE((Runner{input_trait, check_rest_input}.run("input/rest-xml.json")), 60);
}

TEST(PublishedProtocols, RestXmlOutput) {
    IAMIRROR_NEEDS_CORPORA();
    EXPECT_GE((Runner{output_trait, check_rest_output}.run("output/rest-xml.json")), 40);
}

}  // namespace
}  // namespace iamirror::aws
