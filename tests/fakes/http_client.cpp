#include "tests/fakes/http_client.h"

#include "model/base/text.h"
#include "tests/fakes/http_wire.h"

namespace iamirror::testing {

namespace {

// Headers of one hop, or set anew for this one.
bool is_hop_header(std::string_view name) {
    const std::string lower = to_lower_ascii(name);
    return lower == "connection" || lower == "content-length" || lower == "expect" || lower == "transfer-encoding";
}

Headers end_to_end(const Headers& headers) {
    Headers kept;
    for (const auto& entry : headers) {
        if (!is_hop_header(entry.first)) {
            kept.push_back(entry);
        }
    }
    return kept;
}

}  // namespace

std::optional<Response> send_to(int port, const Request& request) {
    const std::optional<Socket> socket = connect_to_loopback(port);
    Headers headers = end_to_end(request.headers);
    headers.emplace_back("Connection", "close");
    const std::string first_line = request.method + " " + request.target + " HTTP/1.1";
    if (!socket || !socket->send(to_wire(first_line, headers, request.body))) {
        return std::nullopt;
    }
    std::string buffer;
    std::optional<Message> message = read_message(*socket, buffer, true);
    if (!message || message->first_line.size() < 12) {
        return std::nullopt;
    }
    const int status = std::stoi(message->first_line.substr(9, 3));
    return Response{.status = status, .headers = end_to_end(message->headers), .body = std::move(message->body)};
}

}  // namespace iamirror::testing
