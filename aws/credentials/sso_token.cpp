#include "aws/credentials/sso_token.h"

#include <openssl/evp.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "aws/credentials/ask.h"
#include "aws/credentials/json_keys.h"
#include "aws/credentials/profile_file.h"
#include "model/base/digest.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

using nlohmann::json;

constexpr std::chrono::minutes renewal_before_end{5};

std::string sha1_hex(const std::string& text) {
    std::array<char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    if (EVP_Digest(text.data(), text.size(), reinterpret_cast<unsigned char*>(digest.data()), &size, EVP_sha1(),
                   nullptr) != 1)
        return "";
    return to_hex({digest.data(), size});
}

Error sign_in_needed(const SsoSession& session, const std::string& problem) {
    return bad_source("profile " + printable(session.profile) + ": single sign-on", problem,
                      "run: " + sign_in_command(session));
}

// RFC 3339; early versions of the CLI wrote "UTC" for "Z".
std::optional<Time> end_of(std::string text) {
    if (text.ends_with("UTC")) text.replace(text.size() - 3, 3, "Z");
    return parse_time(text);
}

// It goes into a header.
bool is_token(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

bool can_be_renewed(const SsoSession& session, const json& kept, Time now) {
    if (session.name.empty()) return false;
    for (const auto* name : {"refreshToken", "clientId", "clientSecret"})
        if (text_of(kept, name).empty()) return false;
    const auto end = end_of(text_of(kept, "registrationExpiresAt"));
    return end && *end > now;
}

Result<Question> renewal(const SsoSession& session, const json& kept, const EndpointSettings& endpoints) {
    const auto endpoint = sso_endpoint("oidc", "sso_oidc", session.region, endpoints);
    if (!endpoint) return endpoint.error();
    Question question{.what = "the sign-in service (sso-oidc:CreateToken)", .max_attempts = 1};
    const auto base = endpoint->path == "/" ? "" : endpoint->path;
    question.request = request_to({endpoint->scheme, endpoint->host, base + "/token", ""}, "POST");
    question.request.headers.push_back({"Content-Type", "application/json"});
    question.request.timeout = std::chrono::seconds{20};
    // Sent twice, the second would find the refresh token used.
    question.request.is_repeatable = false;
    question.request.body = json{{"clientId", text_of(kept, "clientId")},
                                 {"clientSecret", text_of(kept, "clientSecret")},
                                 {"grantType", "refresh_token"},
                                 {"refreshToken", text_of(kept, "refreshToken")}}
                                .dump(-1, ' ', false, json::error_handler_t::replace);
    return question;
}

// What the file is to hold from now on.
Result<json> renewed(const SsoSession& session, json kept, const CredentialsParts& parts,
                     const EndpointSettings& endpoints) {
    const auto question = renewal(session, kept, endpoints);
    if (!question) return question.error();
    const auto response = ask(*question, parts);
    if (!response) return response.error();
    const auto answer = read_object(response->body, question->what);
    if (!answer) return answer.error();
    const auto seconds = answer->find("expiresIn");
    const bool lasts =
        seconds != answer->end() && seconds->is_number_integer() && *seconds > 0 && *seconds < 10'000'000;
    if (!lasts || !is_token(text_of(*answer, "accessToken")))
        return bad_source(question->what, "the answer has no token");
    const auto now = std::chrono::floor<std::chrono::seconds>(parts.clock->now());
    kept["accessToken"] = text_of(*answer, "accessToken");
    kept["expiresAt"] = to_rfc3339(now + std::chrono::seconds{seconds->get<long>()});
    if (const auto next = text_of(*answer, "refreshToken"); !next.empty()) kept["refreshToken"] = next;
    return kept;
}

void keep(const std::string& path, const json& kept, const CredentialsParts& parts) {
    if (!parts.surroundings.replace_file) return;
    const auto status =
        parts.surroundings.replace_file(path, kept.dump(-1, ' ', false, json::error_handler_t::replace));
    if (!status && parts.observer != nullptr)
        parts.observer->on(Notice{"the renewed sign-in is not kept: " + status.error().message});
}

Result<json> read_cache(const SsoSession& session, const std::string& path, const Surroundings& surroundings) {
    if (path.empty()) return sign_in_needed(session, "HOME is not set, where AWS's tools keep the sign-in");
    const auto text = surroundings.read_file(path);
    if (!text) return sign_in_needed(session, "nobody has signed in: there is no " + printable(path));
    auto kept = read_object(*text, path);
    if (!kept) return sign_in_needed(session, printable(path) + " is no JSON object");
    if (!is_token(text_of(*kept, "accessToken")) || !end_of(text_of(*kept, "expiresAt")))
        return sign_in_needed(session, printable(path) + " has no accessToken with expiresAt");
    return kept;
}

SsoToken token_in(const json& kept) {
    return {.text = Secret{text_of(kept, "accessToken")}, .expires_at = *end_of(text_of(kept, "expiresAt"))};
}

}  // namespace

std::string sign_in_command(const SsoSession& session) {
    return "aws sso login" + (session.profile == "default" ? "" : " --profile " + printable(session.profile));
}

std::string sso_cache_path(const SsoSession& session, const Surroundings& surroundings) {
    const auto home = value_of(surroundings.environment, "HOME");
    const auto& key = session.name.empty() ? session.start_url : session.name;
    return home.empty() ? "" : home + "/.aws/sso/cache/" + sha1_hex(key) + ".json";
}

Result<SsoToken> sso_token(const SsoSession& session, const CredentialsParts& parts,
                           const EndpointSettings& endpoints) {
    const auto path = sso_cache_path(session, parts.surroundings);
    const auto kept = read_cache(session, path, parts.surroundings);
    if (!kept) return kept.error();
    const auto now = parts.clock->now();
    const auto token = token_in(*kept);
    if (now + renewal_before_end < token.expires_at) return token;
    const auto ended = "the sign-in ended at " + to_rfc3339(token.expires_at);
    if (!can_be_renewed(session, *kept, now)) {
        if (now < token.expires_at) return token;
        return sign_in_needed(session, ended);
    }
    const auto next = renewed(session, *kept, parts, endpoints);
    if (next) {
        keep(path, *next, parts);
        return token_in(*next);
    }
    if (now < token.expires_at) return token;
    auto error = sign_in_needed(session, ended + ", and is not renewed: " + next.error().message);
    error.attempts = next.error().attempts;
    return error;
}

Result<Endpoint> sso_endpoint(const std::string& service, const std::string& id, const std::string& region,
                              EndpointSettings endpoints) {
    if (const auto found = endpoints.service_url.find(id); found != endpoints.service_url.end())
        endpoints.service_url[service] = found->second;
    return resolve_endpoint(service, region, endpoints);
}

}  // namespace iamirror::aws
