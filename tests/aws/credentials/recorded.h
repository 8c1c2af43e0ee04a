// Recorded traffic of the published credential cases, played back: each request must go where the recorded one went.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "aws/http.h"
#include "model/base/text.h"

namespace iamirror::aws {

class RecordedTransport : public Transport {
  public:
    explicit RecordedTransport(const nlohmann::json& traffic) {
        for (const auto& event : traffic["events"]) add(event["action"]);
    }

    Result<HttpResponse> send(const HttpRequest& request) override {
        if (next_ == exchanges_.size()) return unexpected(request, "nothing more");
        const auto& exchange = exchanges_[next_++];
        const auto url = request.scheme + "://" + request.host + (request.path == "/" ? "" : request.path);
        if (url != exchange.url) return unexpected(request, exchange.url);
        if (form(request.body) != form(exchange.request_body)) return unexpected(request, exchange.request_body);
        return exchange.response;
    }

    bool is_used_up() const { return next_ == exchanges_.size(); }

  private:
    struct Exchange {
        std::string url;
        std::string request_body;
        HttpResponse response;
    };

    void add(const nlohmann::json& action) {
        if (action.contains("Request")) {
            auto url = action["Request"]["request"]["uri"].get<std::string>();
            if (url.ends_with('/')) url.pop_back();
            exchanges_.push_back({.url = url});
        } else if (action.contains("Response")) {
            exchanges_.back().response.status = action["Response"]["response"]["Ok"]["status"];
        } else if (action.contains("Data")) {
            const auto text = action["Data"]["data"].value("Utf8", "");
            const bool is_request = action["Data"]["direction"] == "Request";
            (is_request ? exchanges_.back().request_body : exchanges_.back().response.body) += text;
        }
    }

    // The session's name is each program's own.
    static std::vector<std::string> form(const std::string& body) {
        std::vector<std::string> parts;
        for (const auto part : split(body, '&'))
            if (!part.starts_with("RoleSessionName=")) parts.emplace_back(part);
        return parts;
    }

    static Error unexpected(const HttpRequest& request, const std::string& expected) {
        return {.kind = ErrorKind::internal,
                .message = "sent to " + request.scheme + "://" + request.host + ": " + request.body + " where " +
                           expected + " was recorded"};
    }

    std::vector<Exchange> exchanges_;
    std::size_t next_ = 0;
};

}  // namespace iamirror::aws
