#include "tests/fakes/query_call.h"

#include <algorithm>
#include <array>

#include "model/base/text.h"

namespace iamirror::testing {

namespace {

std::string form_decode(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return percent_decode(spaced).value_or(spaced);
}

std::map<std::string, std::string> form_parameters(std::string_view form) {
    std::map<std::string, std::string> parameters;
    for (const std::string_view pair : split(form, '&')) {
        const std::size_t equals = std::min(pair.find('='), pair.size());
        const std::string_view value = pair.substr(std::min(equals + 1, pair.size()));
        if (!pair.empty()) {
            parameters[form_decode(pair.substr(0, equals))] = form_decode(value);
        }
    }
    return parameters;
}

// "AWS4-HMAC-SHA256 Credential=KEY/20261001/us-east-1/iam/aws4_request, …"
void read_scope(const std::string& authorization, Call& call) {
    const std::string_view name = "Credential=";
    const std::size_t at = authorization.find(name);
    if (at == std::string::npos) {
        return;
    }
    const std::size_t begin = at + name.size();
    const std::string scope = authorization.substr(begin, authorization.find(',', begin) - begin);
    const std::vector<std::string_view> parts = split(scope, '/');
    if (parts.size() == 5) {
        call.access_key_id = parts[0];
        call.region = parts[2];
        call.service = parts[3];
    }
}

}  // namespace

std::string Call::parameter(const std::string& name) const {
    const auto found = parameters.find(name);
    return found == parameters.end() ? "" : found->second;
}

bool Call::is_write() const {
    const std::array<std::string_view, 7> reads{"Get", "List", "Head", "Generate", "Simulate", "GET ", "HEAD "};
    return service != "sts" && std::none_of(reads.begin(), reads.end(), [this](std::string_view prefix) {
               return std::string_view(action).substr(0, prefix.size()) == prefix;
           });
}

std::string Call::key() const {
    std::string key = access_key_id + " " + service_action() + path;
    for (const auto& [name, value] : parameters) {
        key += "&" + name + "=" + value;
    }
    return key;
}

Call parse_call(const Request& request) {
    Call call;
    read_scope(header(request.headers, "Authorization"), call);
    const std::size_t query = request.target.find('?');
    call.parameters =
        form_parameters(request.method == "POST"     ? std::string_view(request.body)
                        : query == std::string::npos ? std::string_view()
                                                     : std::string_view(request.target).substr(query + 1));
    call.path = request.target.substr(0, query);
    call.action = call.service == "s3" ? rest_name(request) : call.parameter("Action");
    if (call.action.empty()) {
        call.action = request.method + " " + call.path;
    }
    return call;
}

Request with_parameters(Request request, const std::map<std::string, std::string>& parameters) {
    std::string form;
    for (const auto& [name, value] : parameters) {
        form += (form.empty() ? "" : "&") + percent_encode(name) + "=" + percent_encode(value);
    }
    if (request.method == "POST") {
        request.body = form;
    } else {
        request.target = request.target.substr(0, request.target.find('?')) + "?" + form;
    }
    return request;
}

std::string xml_element(const std::string& name, const std::string& content) {
    return "<" + name + ">" + content + "</" + name + ">";
}

std::string xml_escape(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

Response error_response(int status, const std::string& code, const std::string& message) {
    return {.status = status,
            .headers = {{"Content-Type", "text/xml"}, {"x-amzn-RequestId", "f00d0000-0000-4000-8000-000000000001"}},
            .body = "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error><Type>" +
                    std::string(status < 500 ? "Sender" : "Receiver") + "</Type><Code>" + code + "</Code><Message>" +
                    xml_escape(message) +
                    "</Message></Error><RequestId>f00d0000-0000-4000-8000-000000000001</RequestId></ErrorResponse>"};
}

}  // namespace iamirror::testing
