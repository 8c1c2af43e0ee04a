#include "aws/credentials/profile.h"

#include <array>
#include <charconv>
#include <set>

#include "model/base/text.h"

namespace iamirror::aws {

namespace {

Error bad_profile(const std::string& profile, const std::string& message, std::string hint = "") {
    return {.kind = ErrorKind::credentials,
            .message = "profile " + printable(profile) + ": " + message,
            .hint = std::move(hint)};
}

struct LaterSource {
    std::string_view property;
    std::string_view name;
};

// Sources that come with a later release: a profile made for one is named, never read as something else.
constexpr std::array<LaterSource, 6> later_sources{{
    {"web_identity_token_file", "a web identity token"},
    {"sso_session", "single sign-on"},
    {"sso_account_id", "single sign-on"},
    {"sso_start_url", "single sign-on"},
    {"login_session", "a login session"},
    {"credential_process", "credential_process"},
}};

Error not_in_this_release(const std::string& profile, std::string_view source) {
    return bad_profile(profile, "its credentials come from " + std::string{source} + ", which this release cannot use",
                       "export keys into the environment (aws configure export-credentials --format env), or name a "
                       "profile with keys or with role_arn and source_profile");
}

std::optional<Error> later_source(const std::string& profile, const Properties& properties) {
    for (const auto& source : later_sources)
        if (properties.contains(std::string{source.property})) return not_in_this_release(profile, source.name);
    return std::nullopt;
}

bool has_keys(const Properties& properties) {
    return !value_of(properties, "aws_access_key_id").empty() || !value_of(properties, "aws_secret_access_key").empty();
}

Result<Credentials> keys_of(const std::string& profile, const Properties& properties) {
    const auto id = value_of(properties, "aws_access_key_id"), secret = value_of(properties, "aws_secret_access_key");
    if (id.empty() && secret.empty())
        return bad_profile(profile, "it has no credentials",
                           "add aws_access_key_id and aws_secret_access_key, or role_arn");
    if (id.empty()) return bad_profile(profile, "aws_access_key_id is missing beside aws_secret_access_key");
    if (secret.empty()) return bad_profile(profile, "aws_secret_access_key is missing beside aws_access_key_id");
    return Credentials{.access_key_id = id,
                       .secret_access_key = Secret{secret},
                       .session_token = Secret{value_of(properties, "aws_session_token")},
                       .source = "profile " + printable(profile)};
}

Result<int> duration_of(const std::string& profile, const Properties& properties) {
    constexpr int shortest = 900, longest = 43'200;
    const auto text = value_of(properties, "duration_seconds");
    if (text.empty()) return 0;
    int seconds = 0;
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (code != std::errc{} || end != text.data() + text.size() || seconds < shortest || seconds > longest)
        return bad_profile(profile, "duration_seconds is not a number from 900 to 43200");
    return seconds;
}

// What the profile's role is assumed with: the name of another profile, or of itself for its own keys.
Result<std::string> source_of(const std::string& profile, const Properties& properties) {
    const auto source = value_of(properties, "source_profile");
    const auto credential_source = value_of(properties, "credential_source");
    if (!source.empty() && !credential_source.empty())
        return bad_profile(profile, "source_profile and credential_source exclude each other");
    if (!credential_source.empty())
        return not_in_this_release(profile, "credential_source " + printable(credential_source));
    if (source.empty())
        return bad_profile(profile, "role_arn needs a source_profile", "name the profile that has the keys");
    return source;
}

Result<RoleStep> role_of(const std::string& profile, const Properties& properties) {
    if (!value_of(properties, "mfa_serial").empty())
        return bad_profile(profile, "its role asks for MFA (mfa_serial), and nobody is there to type a code",
                           "put a session made with MFA into the environment, or use a role that does not ask for it");
    const auto duration = duration_of(profile, properties);
    if (!duration) return duration.error();
    return RoleStep{.profile = profile,
                    .role_arn = value_of(properties, "role_arn"),
                    .external_id = Secret{value_of(properties, "external_id")},
                    .session_name = value_of(properties, "role_session_name"),
                    .duration_seconds = *duration};
}

}  // namespace

Result<ProfileChain> resolve_profile(const ProfileFile& file, const std::string& profile) {
    ProfileChain chain;
    std::set<std::string> visited;
    std::string name = profile;
    const auto finish = [&](Result<Credentials> keys) -> Result<ProfileChain> {
        if (!keys) return keys.error();
        chain.keys = std::move(keys).value();
        return std::move(chain);
    };
    for (;;) {
        const auto* properties = file.profile(name);
        if (properties == nullptr) return bad_profile(profile, "there is no profile " + printable(name));
        if (!visited.insert(name).second)
            return bad_profile(profile, "its source_profile leads back to " + printable(name));
        // A source's own keys come before a role that it names; the first profile's role before its keys.
        if (name != profile && has_keys(*properties)) return finish(keys_of(name, *properties));
        if (auto later = later_source(name, *properties)) return *later;
        if (value_of(*properties, "role_arn").empty()) return finish(keys_of(name, *properties));
        auto source = source_of(name, *properties);
        if (!source) return source.error();
        auto role = role_of(name, *properties);
        if (!role) return role.error();
        chain.roles.insert(chain.roles.begin(), std::move(role).value());
        if (*source == name) return finish(keys_of(name, *properties));
        name = *source;
    }
}

}  // namespace iamirror::aws
