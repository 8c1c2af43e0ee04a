// What every command stands on, made when it is asked for: database, identity, clock, log.
#pragma once

#include <csignal>
#include <memory>
#include <string>

#include "aws/client.h"
#include "aws/credentials.h"
#include "model/base/time.h"
#include "sql/database.h"
#include "sql/embedded_cluster.h"
#include "sync/config.h"
#include "sync/log.h"

namespace iamirror::sync {

class Context {
  public:
    // `clock` outlives it; the machine's where none is given.
    explicit Context(Config config, Clock* clock = nullptr);
    ~Context();
    Context(const Context&) = delete;
    Context& operator=(const Context&) = delete;

    const Config& config() const { return config_; }
    Clock& clock() { return clock_; }
    Log& log() { return log_; }
    const aws::Surroundings& surroundings() const { return surroundings_; }
    sql::EmbeddedSettings embedded() const;

    // A new connection to the chosen database; starts the embedded cluster where it is the one.
    Result<std::unique_ptr<sql::Database>> connect();
    // A client of the chosen identity, in the chosen region. The parts it stands on live as long as the context.
    aws::Client make_client();
    std::string host_name() const;

    // 0, SIGINT or SIGTERM: what was received. A command that sees it ends in good order.
    static int signal_received();
    static void catch_signals();

  private:
    Config config_;
    aws::Surroundings surroundings_;
    SystemClock system_clock_;
    Clock& clock_;
    const Time started_at_ = clock_.now();
    aws::RateLimiter rate_;
    Log log_;
    std::unique_ptr<aws::Transport> transport_;
    std::unique_ptr<aws::CredentialsProvider> credentials_;
};

}  // namespace iamirror::sync
