// A URL that a setting gives: taken apart, and refused where it could smuggle something into a request.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace iamirror::aws {

struct Url {
    std::string scheme;  // "http" or "https"
    std::string host;    // with port, where one is given
    std::string path;    // "/" at least
    std::string query;   // without '?'
};

// nullopt for another scheme, no host, a user or a password, blanks, control characters, a fragment.
std::optional<Url> parse_url(std::string_view text);

}  // namespace iamirror::aws
