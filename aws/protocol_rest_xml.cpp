#include "aws/protocol_rest_xml.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "aws/internal/xml_write.h"
#include "model/base/digest.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

Error not_legal(const Operation& operation, const std::string& parameter, const std::string& why) {
    return {.kind = ErrorKind::invalid_input, .message = operation.action() + ": " + parameter + " " + why};
}

std::string encode_keeping_slashes(std::string_view text) {
    std::vector<std::string> segments;
    for (const auto segment : split(text, '/')) segments.push_back(percent_encode(segment));
    return join(segments, "/");
}

// One {Label} or {Label+} of the path as it goes over the wire.
Result<std::string> label(const Operation& operation, std::string_view name, const Parameters& parameters) {
    const bool is_greedy = name.ends_with('+');
    const std::string parameter{is_greedy ? name.substr(0, name.size() - 1) : name};
    const auto* value = find_parameter(parameters, parameter);
    if (value == nullptr || value->empty()) return not_legal(operation, parameter, "is empty");
    if (is_greedy) return encode_keeping_slashes(*value);
    if (*value == "." || *value == "..") return not_legal(operation, parameter, "is a path, not a name");
    return percent_encode(*value);
}

Result<std::string> expanded(const Operation& operation, std::string_view path, const Parameters& parameters) {
    std::string out;
    while (!path.empty()) {
        const auto open = path.find('{');
        out += path.substr(0, open);
        if (open == std::string_view::npos) break;
        const auto close = path.find('}', open);
        const auto text = label(operation, path.substr(open + 1, close - open - 1), parameters);
        if (!text) return text.error();
        out += *text;
        path.remove_prefix(close + 1);
    }
    return out;
}

bool has_label(const HttpForm& form, const std::string& parameter) {
    return form.uri.find("{" + parameter + "}") != std::string::npos ||
           form.uri.find("{" + parameter + "+}") != std::string::npos;
}

const Place* find_place(const std::vector<Place>& places, const std::string& parameter) {
    const auto found =
        std::find_if(places.begin(), places.end(), [&](const Place& place) { return place.parameter == parameter; });
    return found == places.end() ? nullptr : &*found;
}

bool fits_header(std::string_view value) {
    return std::all_of(value.begin(), value.end(),
                       [](char c) { return (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F) || c == '\t'; });
}

void add_query(std::string& query, const std::string& name, const std::string& value) {
    query += (query.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
}

// Puts each parameter where it belongs; what is left for the XML body comes back.
Result<Parameters> placed(const Operation& operation, const Parameters& parameters, HttpRequest& request) {
    Parameters elements;
    for (const auto& [name, value] : parameters) {
        const auto* query = find_place(operation.http.query, name);
        const auto* header = find_place(operation.http.headers, name);
        if (header != nullptr && !fits_header(value)) return not_legal(operation, name, "does not fit a header");
        if (query != nullptr) add_query(request.query, query->name, value);
        if (header != nullptr) request.headers.push_back({header->name, value});
        if (name == operation.http.payload) request.body = value;
        const bool is_placed = query != nullptr || header != nullptr || name == operation.http.payload ||
                               name == operation.endpoint_parameter || has_label(operation.http, name);
        if (is_placed) continue;
        if (operation.http.body_root.empty())
            return Error{.kind = ErrorKind::internal, .message = operation.action() + " has no place for " + name};
        elements.emplace_back(name, value);
    }
    return elements;
}

bool has_header(const HttpRequest& request, std::string_view name) {
    return std::any_of(request.headers.begin(), request.headers.end(),
                       [&](const Header& header) { return equals_ignoring_case(header.name, name); });
}

void describe_body(const HttpForm& form, HttpRequest& request) {
    if (request.body.empty()) return;
    if (!has_header(request, "content-type"))
        request.headers.push_back({"Content-Type", form.payload.empty() ? "application/xml" : "text/plain"});
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
    if (form.has_checksum) request.headers.push_back({"x-amz-checksum-sha256", base64(sha256(request.body))});
}

std::string list_of(const std::vector<std::string>& roots) {
    std::vector<std::string> tags;
    for (const auto& root : roots) tags.push_back("<" + root + ">");
    return join(tags, " or ");
}

// S3 keeps no policy without a Statement; an error of something on the way may be JSON too.
std::string breach_of_policy(const std::string& text) {
    if (!trim(text).starts_with('{')) return "the answer is no JSON document";
    const auto policy = nlohmann::json::parse(text, nullptr, false);
    if (policy.is_discarded()) return "the JSON is cut or broken";
    return policy.contains("Statement") ? "" : "the answer is JSON without a Statement, and no policy";
}

// Why the body is not what the operation promises, "" if it is.
std::string breach_of(const HttpForm& form, const Result<Document>& body, const std::string& text) {
    const auto& roots = form.roots;
    switch (form.promise) {
        case Promise::nothing:
            // Implementations send back what they were sent; markup that cannot be read may be a page of a proxy.
            return body || !trim(text).starts_with('<') ? "" : body.error().message;
        case Promise::policy:
            return breach_of_policy(text);
        case Promise::element:
            if (!body) return body.error().message;
            if (std::find(roots.begin(), roots.end(), body->root().name()) != roots.end()) return "";
            return "the answer is <" + std::string{body->root().name()} + "> where " + list_of(roots) + " was promised";
    }
    return "";
}

}  // namespace

Result<HttpRequest> make_rest_xml(const Operation& operation, const Parameters& parameters) {
    const auto& form = operation.http;
    HttpRequest request;
    request.method = form.method;
    const std::string_view uri = form.uri;
    const auto question = uri.find('?');
    auto path = expanded(operation, uri.substr(0, question), parameters);
    if (!path) return path.error();
    request.path = std::move(path).value();
    if (question != std::string_view::npos) request.query = uri.substr(question + 1);
    const auto elements = placed(operation, parameters, request);
    if (!elements) return elements.error();
    if (!elements->empty()) {
        auto body = xml_body(form.body_root, form.body_namespace, *elements);
        if (!body) return body.error();
        request.body = std::move(body).value();
    }
    describe_body(form, request);
    return request;
}

Reply read_rest_xml(const Operation& operation, const HttpResponse& response) {
    auto body = Document::from_xml(response.body);
    const bool is_error = body && (body->root().name() == "Error" || body->root().name() == "ErrorResponse");
    if (response.status < 200 || response.status > 299 || is_error) return failed_reply(body, response);
    auto request_id = request_id_of(body ? body->root() : Node{}, response);
    if (auto breach = breach_of(operation.http, body, response.body); !breach.empty())
        return unreadable_reply(std::move(breach), std::move(request_id));
    Reply reply;
    const bool is_element = operation.http.promise == Promise::element;
    reply.document = is_element ? std::move(body).value() : Document::from_text(response.body);
    reply.result = reply.document->root();
    reply.request_id = std::move(request_id);
    return reply;
}

}  // namespace iamirror::aws
