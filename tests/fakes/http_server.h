// A small HTTP/1.1 server on loopback, in process, a thread a connection. Its handler says what to answer and how to
// misbehave while answering.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace iamirror::testing {

using Headers = std::vector<std::pair<std::string, std::string>>;

// The first header of that name without regard to case, "" where there is none.
std::string header(const Headers& headers, std::string_view name);

struct Request {
    std::string method;
    std::string target;  // path and query as they came
    Headers headers;
    std::string body;
};

// How an answer goes over the wire.
enum class Delivery {
    whole,
    byte_by_byte,
    in_two_halves,     // of the body, with a moment between them
    close_after,       // whole, then the connection ends, without having said so
    cut_in_headers,    // half of the headers, then the end
    cut_in_body,       // half of the promised body, then the end
    close_unanswered,  // the end, without a byte
    reset,             // as close_unanswered, but by RST
    stall              // half of the body, then nothing until the client or the server goes
};

struct Response {
    int status = 200;
    Headers headers;  // Content-Length is added
    std::string body;
    Delivery delivery = Delivery::whole;
};

class HttpServer {
  public:
    using Handler = std::function<Response(const Request&)>;

    // Listens on 127.0.0.1, a port that the system chooses. `handler` is called from many threads at once.
    explicit HttpServer(Handler handler);
    // Cuts every connection and waits for its threads.
    ~HttpServer();
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    int port() const;
    std::string url() const;   // "http://127.0.0.1:PORT"
    long connections() const;  // accepted so far

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace iamirror::testing
