// Behind a pooler: one that shares server connections between transactions is refused, one in session mode is not.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <filesystem>
#include <mutex>
#include <thread>

#include "sql/lock.h"
#include "tests/sql/mirror_fixture.h"

namespace iamirror::sql {
namespace {

namespace fs = std::filesystem;

sockaddr_un address_of(const std::string& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.c_str(), sizeof address.sun_path - 1);
    return address;
}

std::string number(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

std::uint32_t to_number(const char* text) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<unsigned char>(text[i]);
    return value;
}

void send_all(int descriptor, const std::string& text) {
    if (write(descriptor, text.data(), text.size()) != static_cast<ssize_t>(text.size()))
        shutdown(descriptor, SHUT_RDWR);
}

// One message of the protocol: its letter and its body.
// https://www.postgresql.org/docs/current/protocol-message-formats.html
struct Message {
    char letter = 0;
    std::string body;
    std::string text() const { return letter + number(static_cast<std::uint32_t>(body.size() + 4)) + body; }
};

bool receive(int descriptor, std::string& text, std::size_t length) {
    text.resize(length);
    for (std::size_t have = 0; have < length;) {
        const ssize_t got = read(descriptor, text.data() + have, length - have);
        if (got <= 0) return false;
        have += static_cast<std::size_t>(got);
    }
    return true;
}

bool receive(int descriptor, Message& message) {
    std::string head;
    if (!receive(descriptor, head, 5)) return false;
    message.letter = head[0];
    return receive(descriptor, message.body, to_number(head.data() + 1) - 4);
}

// Speaks just enough of the protocol to stand between clients and a server as a pooler does.
class Pooler {
  public:
    Pooler(const std::string& server, const std::string& database, bool shares)
        : server_(server), database_(database), shares_(shares), directory_("/tmp/iamirror-pooler-XXXXXX") {
        if (!mkdtemp(directory_.data())) throw std::runtime_error("no directory");
        listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
        const auto address = address_of(directory_ + "/.s.PGSQL.5432");
        if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            listen(listener_, 8) != 0)
            throw std::runtime_error("no listener");
        if (shares_) shared_ = connect_to_server();
        accepting_ = std::thread([this] {
            for (int client = 0; (client = accept(listener_, nullptr, nullptr)) >= 0;)
                clients_.emplace_back([this, client] { serve(client); });
        });
    }
    ~Pooler() {
        shutdown(listener_, SHUT_RDWR);
        accepting_.join();
        for (auto& client : clients_) client.join();
        close(listener_);
        if (shared_ >= 0) close(shared_);
        fs::remove_all(directory_);
    }
    std::string uri() const { return "postgresql:///" + database_ + "?host=" + directory_ + "&user=postgres"; }

  private:
    int connect_to_server() const {
        const int server = socket(AF_UNIX, SOCK_STREAM, 0);
        const auto address = address_of(server_ + "/.s.PGSQL.5432");
        if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0)
            throw std::runtime_error("no server");
        using namespace std::string_literals;
        const std::string body = number(196608) + "user\0postgres\0database\0"s + database_ + "\0\0"s;
        send_all(server, number(static_cast<std::uint32_t>(body.size() + 4)) + body);
        for (Message message; receive(server, message) && message.letter != 'Z';) continue;
        return server;
    }

    static void greet(int client) {
        std::string length, startup;
        if (!receive(client, length, 4) || !receive(client, startup, to_number(length.data()) - 4)) return;
        using namespace std::string_literals;
        send_all(client, Message{'R', number(0)}.text() + Message{'S', "client_encoding\0UTF8\0"s}.text() +
                             Message{'S', "server_version\0"s + "15.0\0"s}.text() +
                             Message{'K', number(1) + number(2)}.text() + Message{'Z', "I"}.text());
    }

    void serve(int client) {
        greet(client);
        const int server = shares_ ? shared_ : connect_to_server();
        std::unique_lock<std::mutex> turn(mutex_, std::defer_lock);
        for (bool open = true; open;) {
            pollfd both[2] = {{client, POLLIN, 0}, {shares_ && !turn.owns_lock() ? -1 : server, POLLIN, 0}};
            if (poll(both, 2, -1) < 0) break;
            Message message;
            if (both[0].revents) {
                open = receive(client, message) && message.letter != 'X';
                if (open && shares_ && !turn.owns_lock()) turn.lock();
                if (open) send_all(server, message.text());
            }
            if (both[1].revents) {
                open = open && receive(server, message);
                send_all(client, message.text());
                if (message.letter == 'Z' && message.body == "I" && turn.owns_lock()) turn.unlock();
            }
        }
        close(client);
        if (!shares_) close(server);
    }

    std::string server_, database_;
    bool shares_;
    std::string directory_;
    int listener_ = -1, shared_ = -1;
    std::mutex mutex_;
    std::vector<std::thread> clients_;
    std::thread accepting_;
};

class PoolerTest : public MirrorTest {
  protected:
    std::string between(std::string_view before, std::string_view after) const {
        const auto start = uri.find(before) + before.size();
        return uri.substr(start, uri.find(after, start) - start);
    }
};

TEST_F(PoolerTest, SharedTransactionsAreRefused) {
    const auto between_us = std::make_unique<Pooler>(between("host=", "&"), between(":///", "?"), true);
    const auto client = Database::connect(between_us->uri());
    const auto refused = take_writer_lock(*client);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, ErrorKind::database);
    EXPECT_THAT(refused.error().message, ::testing::HasSubstr("transaction pooler"));
    EXPECT_TRUE(take_writer_lock(*database)) << "nothing was locked";
}

TEST_F(PoolerTest, SessionsOfTheirOwnAreTaken) {
    const auto between_us = std::make_unique<Pooler>(between("host=", "&"), between(":///", "?"), false);
    const auto client = Database::connect(between_us->uri());
    EXPECT_TRUE(take_writer_lock(*client));
    EXPECT_FALSE(take_writer_lock(*database));
}

}  // namespace
}  // namespace iamirror::sql
