// What stands in for the outside: a network that answers by a script, a clock that does not wait, given keys.
#pragma once

#include <deque>
#include <functional>
#include <stdexcept>
#include <string>
#include <vector>

#include "aws/client.h"

namespace iamirror::aws {

class ScriptedTransport : public Transport {
  public:
    Result<HttpResponse> send(const HttpRequest& request) override {
        requests.push_back(request);
        if (on_send) on_send();
        if (answers.empty()) throw std::logic_error("the script has no further answer");
        auto answer = std::move(answers.front());
        answers.pop_front();
        return answer;
    }

    void answer(int status, std::string body, std::vector<Header> headers = {}) {
        answers.push_back(HttpResponse{.status = status, .headers = std::move(headers), .body = std::move(body)});
    }
    void no_answer(bool effect_unknown = true) {
        answers.push_back(
            Error{.kind = ErrorKind::unavailable, .message = "connection reset", .effect_unknown = effect_unknown});
    }

    std::deque<Result<HttpResponse>> answers;
    std::vector<HttpRequest> requests;
    std::function<void()> on_send;
};

class FakeClock : public Clock {
  public:
    Time now() override { return time; }
    void sleep(std::chrono::milliseconds duration) override {
        slept.push_back(duration);
        time += duration;
    }

    Time time = std::chrono::sys_days{std::chrono::year{2026} / 10 / 1} + std::chrono::hours{12};
    std::vector<std::chrono::milliseconds> slept;
};

class GivenCredentials : public CredentialsProvider {
  public:
    Result<Credentials> get() override { return credentials; }
    Result<Credentials> credentials = Credentials{.access_key_id = "AKIDEXAMPLE",
                                                  .secret_access_key = Secret{"SECRETCANARY"},
                                                  .session_token = Secret{"TOKENCANARY"},
                                                  .source = "environment"};
};

class RecordingObserver : public Observer {
  public:
    void on(const Event& event) override { events.push_back(event); }

    template <typename Kind>
    std::vector<Kind> all() const {
        std::vector<Kind> found;
        for (const auto& event : events)
            if (const auto* kind = std::get_if<Kind>(&event)) found.push_back(*kind);
        return found;
    }

    std::vector<Event> events;
};

// A client and all it stands on.
struct Bench {
    ScriptedTransport transport;
    FakeClock clock;
    GivenCredentials credentials;
    RecordingObserver observer;
    RetryPolicy policy;

    Client client() {
        return Client{{.transport = &transport,
                       .clock = &clock,
                       .credentials = &credentials,
                       .observer = &observer,
                       .region = "eu-west-1",
                       .retry = policy}};
    }
};

inline Operation list_roles() {
    return {.service = "iam", .name = "ListRoles", .api_version = "2010-05-08"};
}

inline Operation create_role() {
    return {.service = "iam", .name = "CreateRole", .api_version = "2010-05-08", .is_write = true};
}

inline std::string success(const std::string& operation, const std::string& inner) {
    return "<" + operation + "Response xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><" + operation + "Result>" +
           inner + "</" + operation + "Result><ResponseMetadata><RequestId>req-1</RequestId></ResponseMetadata></" +
           operation + "Response>";
}

inline std::string failure(const std::string& code, const std::string& message) {
    return "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message +
           "</Message></Error><RequestId>req-2</RequestId></ErrorResponse>";
}

}  // namespace iamirror::aws
