#include "aws/internal/blot_out.h"

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

constexpr std::string_view blot = "***";

std::string json_escaped(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        if (c == '/' || c == '"' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

void replace_all(std::string& text, const std::string& hidden) {
    const auto wanted = to_lower_ascii(hidden);
    auto lower = to_lower_ascii(text);
    for (auto at = lower.find(wanted); at != std::string::npos; at = lower.find(wanted, at + blot.size())) {
        text.replace(at, wanted.size(), blot);
        lower.replace(at, wanted.size(), blot);
    }
}

}  // namespace

std::string blot_out(std::string text, const Secret& secret) {
    if (secret.empty()) return text;
    const auto encoded = percent_encode(secret.reveal());
    for (const auto& form : {percent_encode(encoded), encoded, json_escaped(secret.reveal()), secret.reveal()})
        replace_all(text, form);
    return text;
}

}  // namespace iamirror::aws
