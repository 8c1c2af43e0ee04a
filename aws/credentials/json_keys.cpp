#include "aws/credentials/json_keys.h"

#include "model/base/text.h"

namespace iamirror::aws {

using nlohmann::json;

Error bad_source(const std::string& what, const std::string& message, std::string hint) {
    return {.kind = ErrorKind::credentials, .message = what + ": " + message, .hint = std::move(hint)};
}

Result<json> read_object(std::string_view text, const std::string& what) {
    if (trim(text).empty()) return bad_source(what, "the answer is empty");
    auto object = json::parse(text, nullptr, false);
    if (!object.is_object()) return bad_source(what, "the answer is no JSON object");
    return object;
}

std::string text_of(const json& object, const char* name) {
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? found->get<std::string>() : "";
}

Result<Credentials> read_keys(const json& object, const KeyNames& names, const std::string& what, std::string source) {
    Credentials keys{.access_key_id = text_of(object, names.id),
                     .secret_access_key = Secret{text_of(object, names.secret)},
                     .session_token = Secret{text_of(object, names.token)},
                     .source = std::move(source)};
    const auto lacks = [&](const char* name) { return bad_source(what, std::string{"the answer has no "} + name); };
    if (keys.access_key_id.empty()) return lacks(names.id);
    if (keys.secret_access_key.empty()) return lacks(names.secret);
    if (names.is_session && keys.session_token.empty()) return lacks(names.token);
    const auto expiration = text_of(object, names.expiration);
    keys.expires_at = parse_time(expiration);
    if (!expiration.empty() && !keys.expires_at)
        return bad_source(what, std::string{"the answer's "} + names.expiration + " is no time");
    if (names.is_session && !keys.expires_at) return lacks(names.expiration);
    return keys;
}

}  // namespace iamirror::aws
