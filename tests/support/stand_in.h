// moto, an AWS that others wrote, as a process of its own on a loopback port.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/support/child_process.h"

namespace iamirror::testing {

class StandIn {
  public:
    // AWS's own policies that the account has. few: those of the sample account and twenty that nobody uses; all: about
    // 1,500, which make the account a second slower to start and each reading of it 5 MB longer.
    enum class ManagedPolicies { none, few, all };

    // Waits until it answers. Throws std::runtime_error with what it said, or that docker/install.sh is to be run.
    explicit StandIn(ManagedPolicies policies = ManagedPolicies::none);

    int port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    void reset();  // an account with nothing in it

    // Runs tests/support/sample_account.py; for options see there.
    void write_sample_account(const std::vector<std::string>& options = {});
    // One call of IAM behind the proxy's back; the body of its answer. Throws std::runtime_error with AWS's error.
    std::string iam(const std::string& action, std::map<std::string, std::string> parameters = {}) const;

    // The same of S3: ("PUT", "/bucket?tagging", body).
    std::string s3(const std::string& method, const std::string& target, const std::string& body = "") const;

  private:
    ChildProcess process_;
    int port_ = 0;
};

// The access key that tests and demo use: AWS's own example, of account 123456789012 in the stand-in.
inline constexpr const char* example_access_key_id = "AKIAIOSFODNN7EXAMPLE";
inline constexpr const char* example_account_id = "123456789012";

}  // namespace iamirror::testing
