#include "tests/fakes/http_wire.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <stdexcept>

#include "model/base/text.h"

namespace iamirror::testing {

std::string header(const Headers& headers, std::string_view name) {
    for (const auto& [key, value] : headers) {
        if (to_lower_ascii(key) == to_lower_ascii(name)) {
            return value;
        }
    }
    return "";
}

void Socket::close() {
    if (descriptor_ >= 0) {
        ::close(std::exchange(descriptor_, -1));
    }
}

void Socket::reset() {
    const linger now{.l_onoff = 1, .l_linger = 0};
    ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &now, sizeof now);
    close();
}

bool Socket::send(std::string_view bytes) const {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

bool Socket::receive(std::string& buffer) const {
    std::array<char, 65536> chunk;
    const ssize_t got = ::recv(descriptor_, chunk.data(), chunk.size(), 0);
    if (got <= 0) {
        return false;
    }
    buffer.append(chunk.data(), static_cast<std::size_t>(got));
    return true;
}

namespace {

sockaddr_in loopback(int port) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

}  // namespace

Socket listen_on_loopback() {
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(0);
    if (::bind(socket.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(socket.descriptor(), 128) != 0) {
        throw std::runtime_error("no port to listen on");
    }
    return socket;
}

int port_of(const Socket& listener) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    ::getsockname(listener.descriptor(), reinterpret_cast<sockaddr*>(&address), &size);
    return ntohs(address.sin_port);
}

std::optional<Socket> connect_to_loopback(int port) {
    Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const sockaddr_in address = loopback(port);
    if (::connect(socket.descriptor(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return std::nullopt;
    }
    return socket;
}

namespace {

Message parse_head(std::string_view head) {
    Message message;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find("\r\n"), head.size());
        const std::string_view line = head.substr(0, end);
        const std::size_t colon = line.find(':');
        if (message.first_line.empty()) {
            message.first_line = line;
        } else if (colon != std::string_view::npos) {
            const std::size_t value = std::min(line.find_first_not_of(' ', colon + 1), line.size());
            message.headers.emplace_back(line.substr(0, colon), line.substr(value));
        }
        head.remove_prefix(std::min(end + 2, head.size()));
    }
    return message;
}

}  // namespace

std::optional<Message> read_message(const Socket& socket, std::string& buffer, bool until_end) {
    std::size_t end = 0;
    while ((end = buffer.find("\r\n\r\n")) == std::string::npos) {
        if (!socket.receive(buffer)) {
            return std::nullopt;
        }
    }
    Message message = parse_head(std::string_view(buffer).substr(0, end));
    buffer.erase(0, end + 4);
    if (header(message.headers, "Expect") == "100-continue") {
        socket.send("HTTP/1.1 100 Continue\r\n\r\n");
    }
    const std::string length = header(message.headers, "Content-Length");
    if (length.empty() && until_end) {
        while (socket.receive(buffer)) {
        }
        message.body = std::exchange(buffer, "");
        return message;
    }
    const std::size_t size = length.empty() ? 0 : std::stoul(length);
    while (buffer.size() < size) {
        if (!socket.receive(buffer)) {
            return std::nullopt;
        }
    }
    message.body = buffer.substr(0, size);
    buffer.erase(0, size);
    return message;
}

std::string to_wire(const std::string& first_line, const Headers& headers, std::string_view body) {
    std::string wire = first_line + "\r\n";
    for (const auto& [name, value] : headers) {
        wire += name + ": " + value + "\r\n";
    }
    wire += "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n";
    wire += body;
    return wire;
}

}  // namespace iamirror::testing
