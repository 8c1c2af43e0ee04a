// Recorded traffic of the published credential cases, played back: each request must go where the recorded one went.
#pragma once

#include <algorithm>
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
        const auto url = request.scheme + "://" + request.host + request.path;
        if (plain(url + (request.query.empty() ? "" : "?" + request.query)) != exchange.url ||
            request.method != exchange.method)
            return unexpected(request, exchange.method + " " + exchange.url);
        for (const auto& header : exchange.headers)
            if (value(request.headers, header.name) != header.value) return unexpected(request, header.name);
        if (form(request.body) != form(exchange.request_body)) return unexpected(request, exchange.request_body);
        return exchange.response;
    }

    bool is_used_up() const { return next_ == exchanges_.size(); }

  private:
    struct Exchange {
        std::string method;
        std::string url;
        std::vector<Header> headers;  // those that carry what an earlier answer gave
        std::string request_body;
        HttpResponse response;
    };

    void add(const nlohmann::json& action) {
        if (action.contains("Request")) {
            const auto& recorded = action["Request"]["request"];
            exchanges_.push_back(
                {.method = recorded["method"], .url = plain(recorded["uri"]), .headers = tokens(recorded["headers"])});
        } else if (action.contains("Response")) {
            exchanges_.back().response.status = action["Response"]["response"]["Ok"]["status"];
        } else if (action.contains("Data")) {
            const auto text = action["Data"]["data"].value("Utf8", "");
            const bool is_request = action["Data"]["direction"] == "Request";
            (is_request ? exchanges_.back().request_body : exchanges_.back().response.body) += text;
        }
    }

    static std::vector<Header> tokens(const nlohmann::json& headers) {
        std::vector<Header> found;
        for (const auto* name :
             {"x-amz-sso_bearer_token", "x-aws-ec2-metadata-token", "x-aws-ec2-metadata-token-ttl-seconds"})
            if (headers.contains(name)) found.push_back({name, headers[name].at(0)});
        return found;
    }

    static std::string value(const std::vector<Header>& headers, const std::string& name) {
        for (const auto& header : headers)
            if (to_lower_ascii(header.name) == name) return header.value;
        return "";
    }

    // Without a slash at the end, and the query in order.
    static std::string plain(const std::string& url) {
        const auto question = std::min(url.find('?'), url.size());
        auto place = url.substr(0, question);
        while (place.ends_with('/')) place.pop_back();
        if (question == url.size()) return place;
        const auto query = url.substr(question + 1);
        auto parts = split(query, '&');
        std::sort(parts.begin(), parts.end());
        for (const auto part : parts) place += "&" + std::string{part};
        return place;
    }

    // The session's name is each program's own. In calls with a web identity the role and the token were changed after
    // the recording: they are not those of the case's own files.
    static std::vector<std::string> form(const std::string& body) {
        const bool is_web_identity = body.starts_with("Action=AssumeRoleWithWebIdentity&");
        std::vector<std::string> parts;
        for (const auto part : split(body, '&')) {
            const bool is_changed = part.starts_with("RoleArn=") || part.starts_with("WebIdentityToken=");
            if (!part.starts_with("RoleSessionName=") && !(is_web_identity && is_changed)) parts.emplace_back(part);
        }
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
