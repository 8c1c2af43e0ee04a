#include "aws/protocol_query.h"

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

void append(std::string& form, std::string_view name, std::string_view value) {
    if (!form.empty()) form += '&';
    form += percent_encode(name) + "=" + percent_encode(value);
}

}  // namespace

std::string encode_query(const Operation& operation, const Parameters& parameters) {
    std::string form;
    append(form, "Action", operation.name);
    append(form, "Version", operation.api_version);
    for (const auto& [name, value] : parameters) append(form, name, value);
    return form;
}

Result<HttpRequest> make_query(const Operation& operation, const Parameters& parameters) {
    HttpRequest request;
    request.method = "POST";
    request.path = "/";
    request.headers.push_back({"Content-Type", "application/x-www-form-urlencoded; charset=utf-8"});
    request.body = encode_query(operation, parameters);
    return request;
}

Reply read_query(const Operation& operation, const HttpResponse& response) {
    auto body = Document::from_xml(response.body);
    if (response.status < 200 || response.status > 299) return failed_reply(body, response);
    if (!body) return unreadable_reply(body.error().message, request_id_of({}, response));
    const Node root = body->root();
    const auto request_id = request_id_of(root, response);
    const auto expected = operation.name + "Response";
    if (root.name() != expected)
        return unreadable_reply(
            "the answer is <" + std::string{root.name()} + "> where <" + expected + "> was promised", request_id);
    const Node result = root.at(operation.name + "Result");
    if (!result.exists() && !operation.is_write)
        return unreadable_reply("the answer lacks <" + operation.name + "Result>", request_id);
    Reply reply;
    reply.document = std::move(body).value();
    reply.result = result;
    reply.request_id = request_id;
    return reply;
}

}  // namespace iamirror::aws
