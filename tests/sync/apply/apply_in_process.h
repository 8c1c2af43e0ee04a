// Applies within the test's own process, on a clock that does not wait: what takes AWS two minutes takes none.
#pragma once

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>

#include "sync/apply/apply_command.h"
#include "tests/sync/apply/apply_crash.h"

namespace iamirror::testing {

// The machine's time and what was slept.
class LeapingClock : public Clock {
  public:
    Time now() override { return SystemClock{}.now() + slept(); }
    void sleep(std::chrono::milliseconds duration) override { slept_ms_ += duration.count(); }
    std::chrono::milliseconds slept() const { return std::chrono::milliseconds{slept_ms_}; }

  private:
    std::atomic<std::chrono::milliseconds::rep> slept_ms_ = 0;
};

class ApplyInProcess : public ApplyCrash {
  protected:
    void SetUp() override {
        ApplyCrash::SetUp();
        proxy_->set_clock([this] { return clock_.now(); });
        for (const auto& [name, value] :
             std::map<std::string, std::string>{{"AWS_ACCESS_KEY_ID", example_access_key_id},
                                                {"AWS_SECRET_ACCESS_KEY", "sample"},
                                                {"AWS_REGION", "us-east-1"},
                                                {"AWS_ENDPOINT_URL", proxy_->url()},
                                                {"AWS_MAX_ATTEMPTS", "4"}})
            setenv(name.c_str(), value.c_str(), 1);
    }
    void TearDown() override {
        for (const char* name :
             {"AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION", "AWS_ENDPOINT_URL", "AWS_MAX_ATTEMPTS"})
            unsetenv(name);
    }

    // `apply -o json`, and how it ended.
    nlohmann::json apply_now() {
        sync::Context context{
            {.database_url = database_url_, .output = sync::OutputFormat::json, .log_level = sync::LogLevel::error},
            &clock_};
        ::testing::internal::CaptureStdout();
        exit_code_ = static_cast<int>(sync::run_apply(context, {}));
        return nlohmann::json::parse(::testing::internal::GetCapturedStdout(), nullptr, false);
    }

    LeapingClock clock_;
    int exit_code_ = -1;
};

}  // namespace iamirror::testing
