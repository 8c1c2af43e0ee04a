#include "sync/context.h"

#include <unistd.h>

#include <array>
#include <atomic>
#include <charconv>
#include <random>

#include "aws/curl_transport.h"

namespace iamirror::sync {

namespace {

// Written by the handler, read everywhere: the one state a signal can have.
std::atomic<int>& received() {
    static std::atomic<int> signal{0};
    return signal;
}

std::string variable(const aws::Surroundings& surroundings, const std::string& name) {
    const auto found = surroundings.environment.find(name);
    return found == surroundings.environment.end() ? std::string{} : found->second;
}

// The SDKs' AWS_MAX_ATTEMPTS; what is no number from 1 up is as if not set.
// https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html
aws::RetryPolicy retry_policy(const aws::Surroundings& surroundings, const Config& config) {
    aws::RetryPolicy policy;
    if (config.retry_base_ms > 0)
        policy.base = policy.throttling_base = std::chrono::milliseconds{config.retry_base_ms};
    const auto text = variable(surroundings, "AWS_MAX_ATTEMPTS");
    int attempts = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), attempts);
    if (read.ec == std::errc{} && read.ptr == text.data() + text.size() && attempts > 0) policy.max_attempts = attempts;
    return policy;
}

std::optional<Time> deadline_of(const Config& config, Time started_at) {
    if (config.deadline_seconds <= 0) return std::nullopt;
    return started_at +
           std::chrono::duration_cast<Time::duration>(std::chrono::duration<double>(config.deadline_seconds));
}

aws::RatePolicy rate_policy(const Config& config) {
    aws::RatePolicy policy{.ceiling = config.max_api_rate};
    if (config.retry_base_ms > 0) policy.floor = 1000.0 / static_cast<double>(config.retry_base_ms);
    return policy;
}

bool is_terminal(const aws::Surroundings& surroundings) {
    return isatty(STDERR_FILENO) != 0 && variable(surroundings, "CI").empty();
}

}  // namespace

Context::Context(Config config, Clock* clock)
    : config_(std::move(config)),
      surroundings_(aws::real_surroundings()),
      clock_(clock != nullptr ? *clock : system_clock_),
      rate_(rate_policy(config_), clock_),
      log_(config_.log_format, config_.log_level, is_terminal(surroundings_)) {}

Context::~Context() = default;

sql::EmbeddedSettings Context::embedded() const {
    return sql::embedded_settings(config_.data_dir, variable(surroundings_, "XDG_DATA_HOME"),
                                  variable(surroundings_, "HOME"), variable(surroundings_, "XDG_RUNTIME_DIR"));
}

Result<std::unique_ptr<sql::Database>> Context::connect() {
    const auto choice = choose_database(config_, surroundings_);
    if (!choice.is_embedded) return sql::Database::connect(choice.uri);
    auto uri = sql::start_cluster(embedded());
    if (!uri) return uri.error();
    return sql::Database::connect(*uri);
}

aws::Client Context::make_client() {
    const aws::CredentialsRequest request{.profile = config_.profile, .region = config_.region};
    const auto is_cancelled = [] { return signal_received() != 0; };
    auto settings = aws::curl_settings(surroundings_);
    settings.is_cancelled = is_cancelled;
    transport_ = std::make_unique<aws::CurlTransport>(std::move(settings));
    credentials_ = aws::default_chain(request, {surroundings_, transport_.get(), &clock_, &log_});
    return aws::Client{{.transport = transport_.get(),
                        .clock = &clock_,
                        .credentials = credentials_.get(),
                        .observer = &log_,
                        .endpoints = aws::endpoint_settings(surroundings_, config_.profile),
                        .region = aws::resolve_region(request, surroundings_),
                        .retry = retry_policy(surroundings_, config_),
                        .rate = &rate_,
                        .deadline = deadline_of(config_, started_at_),
                        .random_seed = std::random_device{}(),
                        .is_cancelled = is_cancelled}};
}

std::string Context::host_name() const {
    std::array<char, 256> name{};
    return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown";
}

int Context::signal_received() {
    return received().load();
}

void Context::catch_signals() {
    struct sigaction action {};
    action.sa_handler = [](int signal) { received().store(signal); };
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
}

}  // namespace iamirror::sync
