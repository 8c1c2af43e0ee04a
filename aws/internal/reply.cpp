#include "aws/internal/reply.h"

namespace iamirror::aws {

namespace {

std::string id_of(Node root, const HttpResponse& response) {
    for (const auto* path : {"ResponseMetadata/RequestId", "RequestId", "RequestID", "Error/RequestId"})
        if (auto id = root.text(path); id && !id->empty()) return std::move(*id);
    for (const auto* header : {"x-amzn-requestid", "x-amz-request-id"})
        if (const auto id = response.header(header); !id.empty()) return std::string{id};
    return "";
}

std::string host_id_of(Node root, const HttpResponse& response) {
    for (const auto* path : {"HostId", "Error/HostId"})
        if (auto id = root.text(path); id && !id->empty()) return std::move(*id);
    return std::string{response.header("x-amz-id-2")};
}

}  // namespace

Node error_element(Node root) {
    if (root.name() == "Error") return root;
    for (const auto* path : {"Error", "Errors/Error"})
        if (const Node error = root.at(path); error.exists()) return error;
    return {};
}

std::string request_id_of(Node root, const HttpResponse& response) {
    const auto id = id_of(root, response), host_id = host_id_of(root, response);
    return host_id.empty() ? id : id + " " + host_id;
}

Reply failed_reply(const Result<Document>& body, const HttpResponse& response) {
    Reply reply;
    const Node root = body ? body->root() : Node{};
    const Node error = error_element(root);
    reply.code = error.text("Code").value_or("");
    reply.message = error.text("Message").value_or("");
    if (!error.exists()) reply.message = "status " + std::to_string(response.status) + " without an error document";
    reply.region = error.text("Region").value_or(std::string{response.header("x-amz-bucket-region")});
    reply.request_id = request_id_of(root, response);
    return reply;
}

Reply unreadable_reply(std::string message, std::string request_id) {
    Reply reply;
    reply.message = std::move(message);
    reply.is_unreadable = true;
    reply.request_id = std::move(request_id);
    return reply;
}

}  // namespace iamirror::aws
