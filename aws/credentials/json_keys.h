// Keys out of a JSON document, as programs, containers and instances give them.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "aws/credentials.h"

namespace iamirror::aws {

// What the members are called. `token` and `expiration` may be left out of the document where `is_session` is false.
struct KeyNames {
    const char* id = "AccessKeyId";
    const char* secret = "SecretAccessKey";
    const char* token = "Token";
    const char* expiration = "Expiration";
    bool is_session = true;
};

// The error of a source: `what` names it ("the container's endpoint"), nothing of the document is shown.
Error bad_source(const std::string& what, const std::string& message, std::string hint = "");

// ErrorKind::credentials where the text is no JSON object.
Result<nlohmann::json> read_object(std::string_view text, const std::string& what);

// The member's text; "" where it is absent, null or no text.
std::string text_of(const nlohmann::json& object, const char* name);

// ErrorKind::credentials where a member is missing or the expiration is no time.
Result<Credentials> read_keys(const nlohmann::json& object, const KeyNames& names, const std::string& what,
                              std::string source);

}  // namespace iamirror::aws
