#include "tests/fakes/http_server.h"

#include <sys/socket.h>

#include <atomic>
#include <list>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "tests/fakes/http_wire.h"

namespace iamirror::testing {

namespace {

void stall(const Socket& socket, std::string_view part) {
    std::string ignored;
    socket.send(part);
    while (socket.receive(ignored)) {
    }
}

bool send_byte_by_byte(const Socket& socket, std::string_view wire) {
    for (std::size_t i = 0; i < wire.size(); ++i) {
        if (!socket.send(wire.substr(i, 1))) {
            return false;
        }
    }
    return true;
}

// True if the connection may carry another request.
bool deliver(Socket& socket, const Response& response) {
    const std::string wire =
        to_wire("HTTP/1.1 " + std::to_string(response.status) + " answer", response.headers, response.body);
    const std::string_view view = wire;
    const std::size_t head = wire.size() - response.body.size();
    switch (response.delivery) {
        case Delivery::whole:
            return socket.send(view);
        case Delivery::byte_by_byte:
            return send_byte_by_byte(socket, view);
        case Delivery::in_two_halves:
            socket.send(view.substr(0, head + response.body.size() / 2));
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
            return socket.send(view.substr(head + response.body.size() / 2));
        case Delivery::close_after:
            socket.send(view);
            return false;
        case Delivery::cut_in_headers:
            socket.send(view.substr(0, head / 2));
            return false;
        case Delivery::cut_in_body:
            socket.send(view.substr(0, head + response.body.size() / 2));
            return false;
        case Delivery::close_unanswered:
            return false;
        case Delivery::reset:
            socket.reset();
            return false;
        case Delivery::stall:
            stall(socket, view.substr(0, head + response.body.size() / 2));
            return false;
    }
    return false;
}

Request to_request(Message message) {
    Request request;
    const std::size_t method_end = message.first_line.find(' ');
    const std::size_t target_end = message.first_line.rfind(' ');
    request.method = message.first_line.substr(0, method_end);
    if (target_end > method_end) {
        request.target = message.first_line.substr(method_end + 1, target_end - method_end - 1);
    }
    request.headers = std::move(message.headers);
    request.body = std::move(message.body);
    return request;
}

}  // namespace

struct HttpServer::State {
    struct Connection {
        Socket socket;
        std::thread thread;
        bool done = false;
    };

    Handler handler;
    Socket listener = listen_on_loopback();
    std::mutex mutex;  // over `connections`, and over closing a socket against shutting it down
    std::list<Connection> connections;
    std::atomic<long> accepted = 0;
    std::thread acceptor;

    void serve(Connection& connection) {
        std::string buffer;
        while (auto message = read_message(connection.socket, buffer, false)) {
            if (!deliver_guarded(connection, handler(to_request(std::move(*message))))) {
                break;
            }
        }
        const std::lock_guard lock(mutex);
        connection.socket.close();
        connection.done = true;
    }

    bool deliver_guarded(Connection& connection, const Response& response) {
        if (response.delivery != Delivery::reset) {
            return deliver(connection.socket, response);
        }
        const std::lock_guard lock(mutex);
        return deliver(connection.socket, response);
    }

    void reap() {
        const std::lock_guard lock(mutex);
        connections.remove_if([](Connection& connection) {
            if (connection.done) {
                connection.thread.join();
            }
            return connection.done;
        });
    }

    void accept_all() {
        while (true) {
            const int descriptor = ::accept4(listener.descriptor(), nullptr, nullptr, SOCK_CLOEXEC);
            if (descriptor < 0) {
                return;
            }
            ++accepted;
            reap();
            const std::lock_guard lock(mutex);
            Connection& connection = connections.emplace_back(Connection{.socket = Socket(descriptor), .thread = {}});
            connection.thread = std::thread([this, &connection] { serve(connection); });
        }
    }
};

HttpServer::HttpServer(Handler handler) : state_(std::make_unique<State>()) {
    state_->handler = std::move(handler);
    state_->acceptor = std::thread([this] { state_->accept_all(); });
}

HttpServer::~HttpServer() {
    ::shutdown(state_->listener.descriptor(), SHUT_RDWR);
    state_->acceptor.join();
    {
        const std::lock_guard lock(state_->mutex);
        for (State::Connection& connection : state_->connections) {
            if (!connection.done) {
                ::shutdown(connection.socket.descriptor(), SHUT_RDWR);
            }
        }
    }
    for (State::Connection& connection : state_->connections) {
        connection.thread.join();
    }
}

int HttpServer::port() const {
    return port_of(state_->listener);
}

std::string HttpServer::url() const {
    return "http://127.0.0.1:" + std::to_string(port());
}

long HttpServer::connections() const {
    return state_->accepted;
}

}  // namespace iamirror::testing
