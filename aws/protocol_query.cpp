#include "aws/protocol_query.h"

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

void append(std::string& form, std::string_view name, std::string_view value) {
    if (!form.empty()) form += '&';
    form += percent_encode(name) + "=" + percent_encode(value);
}

// Errors come as <ErrorResponse><Error>, and from some services or proxies as a bare <Error> or <Response><Errors>.
Node error_element(Node root) {
    if (root.name() == "Error") return root;
    for (const auto* path : {"Error", "Errors/Error"})
        if (const Node error = root.at(path); error.exists()) return error;
    return {};
}

std::string request_id_of(Node root, const HttpResponse& response) {
    for (const auto* path : {"ResponseMetadata/RequestId", "RequestId", "RequestID", "Error/RequestId"})
        if (const auto id = root.text(path); id && !id->empty()) return *id;
    return std::string{response.header("x-amzn-requestid")};
}

Reply unreadable(std::string message, std::string request_id) {
    Reply reply;
    reply.message = std::move(message);
    reply.is_unreadable = true;
    reply.request_id = std::move(request_id);
    return reply;
}

Reply failure(const Result<Document>& body, const HttpResponse& response) {
    Reply reply;
    const Node root = body ? body->root() : Node{};
    const Node error = error_element(root);
    reply.code = error.text("Code").value_or("");
    reply.message = error.text("Message").value_or("");
    if (!error.exists()) reply.message = "status " + std::to_string(response.status) + " without an error document";
    reply.request_id = request_id_of(root, response);
    return reply;
}

}  // namespace

std::string encode_query(const Operation& operation, const Parameters& parameters) {
    std::string form;
    append(form, "Action", operation.name);
    append(form, "Version", operation.api_version);
    for (const auto& [name, value] : parameters) append(form, name, value);
    return form;
}

Reply read_query(const Operation& operation, const HttpResponse& response) {
    auto body = Document::from_xml(response.body);
    if (response.status < 200 || response.status > 299) return failure(body, response);
    if (!body) return unreadable(body.error().message, request_id_of({}, response));
    const Node root = body->root();
    const auto request_id = request_id_of(root, response);
    const auto expected = operation.name + "Response";
    if (root.name() != expected)
        return unreadable("the answer is <" + std::string{root.name()} + "> where <" + expected + "> was promised",
                          request_id);
    const Node result = root.at(operation.name + "Result");
    if (!result.exists() && !operation.is_write)
        return unreadable("the answer lacks <" + operation.name + "Result>", request_id);
    Reply reply;
    reply.document = std::move(body).value();
    reply.result = result;
    reply.request_id = request_id;
    return reply;
}

}  // namespace iamirror::aws
