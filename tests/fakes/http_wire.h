// What server and client of the fakes share: a socket that closes itself, and one HTTP/1.1 message.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "tests/fakes/http_server.h"

namespace iamirror::testing {

class Socket {
  public:
    explicit Socket(int descriptor) : descriptor_(descriptor) {}
    Socket(Socket&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    Socket& operator=(Socket&&) = delete;
    ~Socket() { close(); }

    int descriptor() const { return descriptor_; }
    void close();
    // Closes so that the peer sees "connection reset".
    void reset();
    bool send(std::string_view bytes) const;  // false: the peer is gone
    // Adds what has come to `buffer`; false at the end of the stream.
    bool receive(std::string& buffer) const;

  private:
    int descriptor_;
};

// On a port that the system chooses. Throws std::runtime_error where there is none.
Socket listen_on_loopback();
int port_of(const Socket& listener);
// nullopt where nobody listens.
std::optional<Socket> connect_to_loopback(int port);

struct Message {
    std::string first_line;
    Headers headers;
    std::string body;
};

// Takes one message out of the front of `buffer`, reading more from `socket` as needed; bytes that follow stay. nullopt
// where the stream ends before. A body has the length its header says; `until_end`: else all until the stream ends.
std::optional<Message> read_message(const Socket& socket, std::string& buffer, bool until_end);

std::string to_wire(const std::string& first_line, const Headers& headers, std::string_view body);

}  // namespace iamirror::testing
