// IAM of an account that is never held in memory: as many roles as are asked for, each made when its page is. For
// tests of memory and for benches. Give it to an HttpServer or to a Proxy as what stands behind.
#pragma once

#include <string>

#include "tests/fakes/http_server.h"

namespace iamirror::testing {

struct ScriptedAccount {
    long roles = 0;
    std::string account_id = "123456789012";
    int largest_page = 1000;
    long generation = 0;  // what every role says in its tag `generation` and its description
};

class ScriptedIam {
  public:
    explicit ScriptedIam(ScriptedAccount account) : account_(std::move(account)) {}

    // Answers sts:GetCallerIdentity and the listings of an import, without any bucket; 400 InvalidAction to anything
    // else.
    Response operator()(const Request& request) const;

  private:
    std::string roles_page(const std::string& action, const std::string& list, const std::string& marker) const;
    std::string role(long number, bool with_details) const;

    ScriptedAccount account_;
};

}  // namespace iamirror::testing
