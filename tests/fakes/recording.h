// What stands behind a proxy, asked once for each request: the same question gets the same answer again, without the
// time that it took. For accounts that do not change while a test looks at them.
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>

#include "tests/fakes/http_server.h"

namespace iamirror::testing {

class Recording {
  public:
    explicit Recording(std::function<Response(const Request&)> upstream) : upstream_(std::move(upstream)) {}

    Response answer(const Request& request);
    // Asked from now on and not answered before: an error, so that no test goes on with two states of an account.
    void close();

  private:
    std::function<Response(const Request&)> upstream_;
    std::mutex mutex_;
    std::map<std::string, Response> answers_;  // by target and body
    bool is_closed_ = false;
};

}  // namespace iamirror::testing
