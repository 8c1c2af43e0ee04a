#include "aws/credentials/container.h"

#include <algorithm>

#include "aws/credentials/ask.h"
#include "aws/credentials/json_keys.h"
#include "aws/credentials/profile_file.h"
#include "aws/internal/host.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

constexpr const char* relative_name = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI";
constexpr const char* full_name = "AWS_CONTAINER_CREDENTIALS_FULL_URI";
constexpr const char* token_file_name = "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE";
constexpr const char* what = "the container's endpoint";

// A token in a header: a line end in it would be another header.
bool is_header_value(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
}

Result<Secret> authorization(const Surroundings& surroundings) {
    const auto file = value_of(surroundings.environment, token_file_name);
    auto token = value_of(surroundings.environment, "AWS_CONTAINER_AUTHORIZATION_TOKEN");
    if (!file.empty()) {
        const auto text = surroundings.read_file(file);
        if (!text)
            return bad_source(token_file_name, printable(file) + " is not there, or cannot be read",
                              "whoever started the container must put a token there");
        token = trim(*text);
        if (token.empty()) return bad_source(token_file_name, printable(file) + " is empty");
    }
    if (!is_header_value(token))
        return bad_source(what, "the authorization token has a line end or no plain text in it");
    return Secret{token};
}

bool may_be_called(const Url& url) {
    // The instance's own service is plain http too, but it is no container's.
    return url.scheme == "https" || (is_direct_host(url.host) && !is_instance_host(url.host));
}

}  // namespace

std::optional<Result<Url>> container_url(const Surroundings& surroundings) {
    const auto relative = value_of(surroundings.environment, relative_name);
    const auto full = value_of(surroundings.environment, full_name);
    if (relative.empty() && full.empty()) return std::nullopt;
    const auto* name = relative.empty() ? full_name : relative_name;
    if (!relative.empty() && relative.front() != '/') return bad_source(name, "it does not begin with '/'");
    const auto url = parse_url(relative.empty() ? full : "http://169.254.170.2" + relative);
    if (!url) return bad_source(name, "it is no URL of the form http(s)://host[:port]/path");
    if (!may_be_called(*url))
        return bad_source(name, "http to " + printable(url->host) + " is not called: it is not encrypted",
                          "use https, or this machine, 169.254.170.2 or 169.254.170.23");
    return *url;
}

std::optional<Result<Credentials>> container_credentials(const CredentialsParts& parts) {
    const auto url = container_url(parts.surroundings);
    if (!url) return std::nullopt;
    if (!*url) return url->error();
    const auto token = authorization(parts.surroundings);
    if (!token) return token.error();
    Question question{.what = what, .request = request_to(**url, "GET")};
    question.request.timeout = std::chrono::seconds{5};
    if (!token->empty()) question.request.headers.push_back({"Authorization", token->reveal()});
    const auto response = ask(question, parts);
    if (!response) return response.error();
    const auto object = read_object(response->body, what);
    if (!object) return object.error();
    return read_keys(*object, {}, what, "container " + (*url)->scheme + "://" + (*url)->host);
}

}  // namespace iamirror::aws
