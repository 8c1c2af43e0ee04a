#include "model/naming.h"

#include <algorithm>

#include "model/base/digest.h"
#include "model/base/text.h"

namespace iamirror::model {
namespace {

constexpr std::size_t longest_role_name = 64;
constexpr std::size_t digest_digits = 8;

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("_+=,.@-").find(c) != std::string_view::npos;
}

bool begins(std::string_view text, std::string_view start) {
    return text.substr(0, start.size()) == start;
}

}  // namespace

bool is_role_name(std::string_view name) {
    return !name.empty() && name.size() <= longest_role_name &&
           std::all_of(name.begin(), name.end(), is_name_character);
}

std::string role_name(std::string_view control_name) {
    if (is_role_name(control_name)) return std::string(control_name);
    std::string out;
    for (const char c : control_name.substr(0, longest_role_name - digest_digits - 1)) {
        out += is_name_character(c) ? c : '-';
    }
    // Names of access controls are unique without regard to case, so their digest minds none.
    return out + '-' + sha256_hex(to_lower_ascii(control_name)).substr(0, digest_digits);
}

bool is_reserved_role(std::string_view name, std::string_view path) {
    return begins(to_lower_ascii(name), "awsreservedsso_") || begins(path, "/aws-service-role/") ||
           begins(path, "/aws-reserved/");
}

}  // namespace iamirror::model
