#include "aws/credentials/sso.h"

#include "aws/credentials/ask.h"
#include "aws/credentials/json_keys.h"
#include "model/base/text.h"

namespace iamirror::aws {

namespace {

constexpr const char* what = "the access portal (sso:GetRoleCredentials)";

std::string name_of(const SsoRole& role) {
    return "profile " + printable(role.session.profile) + ": single sign-on, role " + printable(role.role_name) +
           " of account " + printable(role.account_id);
}

HttpRequest request_for(const SsoRole& role, const SsoToken& token, const Endpoint& endpoint) {
    const auto base = endpoint.path == "/" ? "" : endpoint.path;
    auto request =
        request_to({endpoint.scheme, endpoint.host, base + "/federation/credentials",
                    "account_id=" + percent_encode(role.account_id) + "&role_name=" + percent_encode(role.role_name)},
                   "GET");
    request.headers.push_back({"x-amz-sso_bearer_token", token.text.reveal()});
    request.timeout = std::chrono::seconds{20};
    return request;
}

Error explained(Error error, const SsoRole& role) {
    const int status = last_status(error);
    error.message = name_of(role) + ": " + error.message;
    error.service_action = "sso:GetRoleCredentials";
    if (status == 401) error.hint = "the sign-in is not accepted any more; run: " + sign_in_command(role.session);
    if (status == 403 || status == 404)
        error.hint = "whoever has signed in needs an assignment to that account with that permission set";
    return error;
}

Result<Credentials> read(const HttpResponse& response, const SsoRole& role) {
    const auto answer = read_object(response.body, what);
    if (!answer) return answer.error();
    const auto keys = answer->find("roleCredentials");
    if (keys == answer->end() || !keys->is_object()) return bad_source(what, "the answer has no roleCredentials");
    const auto milliseconds = keys->find("expiration");
    constexpr long year_9999 = 253'402'300'799'000;
    if (milliseconds == keys->end() || !milliseconds->is_number_integer() || *milliseconds < 0 ||
        *milliseconds > year_9999)
        return bad_source(what, "the answer has no expiration");
    auto credentials = read_keys(*keys,
                                 {.id = "accessKeyId",
                                  .secret = "secretAccessKey",
                                  .token = "sessionToken",
                                  .expiration = "",  // a number here
                                  .is_session = false},
                                 what, name_of(role));
    if (!credentials) return credentials;
    if (credentials->session_token.empty()) return bad_source(what, "the answer has no sessionToken");
    credentials->expires_at = Time{std::chrono::milliseconds{milliseconds->get<long>()}};
    return credentials;
}

}  // namespace

Result<Credentials> sso_credentials(const SsoRole& role, const CredentialsParts& parts,
                                    const EndpointSettings& endpoints) {
    if (role.account_id.empty())
        return bad_source("profile " + printable(role.session.profile) + ": single sign-on",
                          "sso_account_id and sso_role_name are missing: it names a sign-in, and no role",
                          "add both to the profile");
    const auto token = sso_token(role.session, parts, endpoints);
    if (!token) return token.error();
    const auto endpoint = sso_endpoint("portal.sso", "sso", role.session.region, endpoints);
    if (!endpoint) return endpoint.error();
    const auto response = ask({.what = what, .request = request_for(role, *token, *endpoint)}, parts);
    if (!response) return explained(response.error(), role);
    return read(*response, role);
}

}  // namespace iamirror::aws
